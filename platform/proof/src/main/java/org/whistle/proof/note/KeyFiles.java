package org.whistle.proof.note;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.whistle.proof.signature.Pem;

/**
 * A folder of Ed25519 keys: {@code <name>.pem} (PKCS#8) beside {@code <name>.pub.pem} (X.509). The newest is the last by
 * name; an old one keeps its public half for ever, and signs as long as its private half is there.
 */
public final class KeyFiles {

    private static final String PRIVATE = ".pem";
    private static final String PUBLIC = ".pub.pem";
    private static final String ALGORITHM = "Ed25519";

    private KeyFiles() {}

    /**
     * The keys that sign, the newest first.
     *
     * @throws IllegalArgumentException for a private key without its public half, or a file that holds no key
     */
    public static List<KeyPair> pairs(Path folder) {
        List<KeyPair> pairs = new ArrayList<>();
        for (Path file : files(folder, PUBLIC)) {
            String name = nameOf(file);
            Path secret = folder.resolve(name + PRIVATE);
            if (Files.exists(secret)) {
                pairs.add(new KeyPair(publicKey(file), read(secret, Pem::privateKey)));
            }
        }
        long secrets = files(folder, PRIVATE).stream()
                .filter(file -> !file.toString().endsWith(PUBLIC))
                .count();
        if (pairs.size() != secrets) {
            throw new IllegalArgumentException("keys in " + folder + ": " + secrets + " private, " + pairs.size()
                    + " with their public half (expected: <name>.pem beside <name>.pub.pem)");
        }
        return List.copyOf(pairs.reversed());
    }

    /** Every public key, the newest first. */
    public static List<PublicKey> publicKeys(Path folder) {
        return files(folder, PUBLIC).reversed().stream()
                .map(KeyFiles::publicKey)
                .toList();
    }

    /** Makes a key under a name; the private half is for the owner's eyes only. */
    public static KeyPair generate(Path folder, String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Files.createDirectories(folder);
            Path secret = folder.resolve(name + PRIVATE);
            Files.createFile(secret);
            if (secret.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(secret, Pem.of(pair.getPrivate()));
            Files.writeString(folder.resolve(name + PUBLIC), Pem.of(pair.getPublic()));
            return pair;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ending)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(KeyFiles::nameOf));
        return files;
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("(\\.pub)?\\.pem$", "");
    }

    private static PublicKey publicKey(Path file) {
        return read(file, Pem::publicKey);
    }

    private static <K> K read(Path file, Function<String, K> key) {
        try {
            return key.apply(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
