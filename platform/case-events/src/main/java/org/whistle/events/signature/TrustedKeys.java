package org.whistle.events.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whistle.events.Producer;

/** The public keys of every service, present and past. */
public final class TrustedKeys {

    private final Map<String, Entry> keys;

    /** Trusts these keys, each under its id. */
    public TrustedKeys(Map<Producer, PublicKey> keys) {
        Map<String, Entry> byId = new HashMap<>();
        keys.forEach((producer, key) -> byId.put(keyIdOf(key), new Entry(producer, key)));
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
                PublicKey key = publicKey(Files.readString(file));
                byId.put(keyIdOf(key), new Entry(Producer.ofService(service), key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TrustedKeys(byId);
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

    /** Whose signature this is over these bytes; empty when nobody's. */
    public Optional<Producer> signer(String keyId, byte[] signature, byte[] value) {
        return Optional.ofNullable(keys.get(keyId))
                .filter(entry -> verifies(entry.key(), signature, value))
                .map(Entry::producer);
    }

    String keyIdOf(byte[] value, byte[] signature) {
        return keys.entrySet().stream()
                .filter(entry -> verifies(entry.getValue().key(), signature, value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("private key: its public half is not trusted"));
    }

    private static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Pem.bytes(pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("public key: unreadable (expected: Ed25519 as X.509 PEM)", e);
        }
    }

    private static boolean verifies(PublicKey key, byte[] signature, byte[] value) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(value);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private record Entry(Producer producer, PublicKey key) {}
}
