package org.whistle.events.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whistle.events.Producer;
import org.whistle.proof.signature.Ed25519;
import org.whistle.proof.signature.Pem;

/** The public keys of every service, present and past. */
public final class TrustedKeys {

    private final Map<String, Entry> keys;

    /** Trusts these keys, each under its id. */
    public TrustedKeys(Map<Producer, PublicKey> keys) {
        Map<String, Entry> byId = new HashMap<>();
        keys.forEach((producer, key) -> byId.put(keyIdOf(key), Entry.of(producer, key)));
        this.keys = Map.copyOf(byId);
    }

    private TrustedKeys(HashMap<String, Entry> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads a folder of {@code <service>.<key id>.pub.pem}; files of other names are not keys.
     *
     * @throws IllegalArgumentException for a file that is named like a key and is none
     */
    public static TrustedKeys ofDirectory(Path directory) {
        HashMap<String, Entry> byId = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.pub.pem")) {
            for (Path file : files) {
                String service = file.getFileName().toString().replaceFirst("\\..*", "");
                byId.putAll(keyIn(file, Producer.ofService(service)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TrustedKeys(byId);
    }

    private static Map<String, Entry> keyIn(Path file, Producer producer) throws IOException {
        try {
            PublicKey key = Pem.publicKey(Files.readString(file));
            return Map.of(keyIdOf(key), Entry.of(producer, key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** First 8 hex digits of the SHA-256 of the X.509 encoding. */
    public static String keyIdOf(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A key that is trusted.
     *
     * @param keyId as signatures name it
     */
    public record TrustedKey(String keyId, Producer producer, PublicKey key) {}

    /** Every trusted key, present and past, by service and id. */
    public List<TrustedKey> all() {
        return keys.entrySet().stream()
                .map(key -> new TrustedKey(
                        key.getKey(), key.getValue().producer(), key.getValue().key()))
                .sorted(Comparator.comparing(TrustedKey::producer).thenComparing(TrustedKey::keyId))
                .toList();
    }

    /** The producer that signed these bytes; empty without a valid signature of a trusted key. */
    public Optional<Producer> signer(String keyId, byte[] signature, byte[] value) {
        return Optional.ofNullable(keys.get(keyId))
                .filter(entry -> entry.verifier().verifies(value, signature))
                .map(Entry::producer);
    }

    String keyIdOf(byte[] value, byte[] signature) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().verifier().verifies(value, signature))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("private key: its public half is not trusted"));
    }

    private record Entry(Producer producer, PublicKey key, Ed25519.Verifier verifier) {

        static Entry of(Producer producer, PublicKey key) {
            return new Entry(producer, key, new Ed25519.Verifier(key));
        }
    }
}
