package org.whistle.kit.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM; what is sealed for one owner, such as a case, opens for that owner alone. The first key seals, all of them
 * open, so that a key is replaced by putting another before it.
 */
public final class Seal {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_LENGTH = 8;

    private final SequencedMap<String, SecretKey> keys;

    private Seal(SequencedMap<String, SecretKey> keys) {
        this.keys = keys;
    }

    /**
     * The seal of keys in Base64, one a line.
     *
     * @throws IllegalArgumentException where there is none, or one is anything but 32 bytes
     */
    public static Seal of(String lines) {
        SequencedMap<String, SecretKey> keys = new LinkedHashMap<>();
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            byte[] bytes = Base64.getDecoder().decode(line);
            if (bytes.length != KEY_BYTES) {
                throw new IllegalArgumentException("key: " + bytes.length + " bytes (expected: " + KEY_BYTES + ")");
            }
            keys.putIfAbsent(idOf(bytes), new SecretKeySpec(bytes, "AES"));
        });
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: none (expected: one a line)");
        }
        return new Seal(keys);
    }

    /**
     * What was sealed.
     *
     * @param keyId identifies the key without revealing it
     */
    public record Sealed(String keyId, byte[] bytes) {}

    /** Sealed for its owner. */
    public Sealed seal(byte[] plain, UUID owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        SecretKey first = keys.firstEntry().getValue();
        byte[] hidden = run(Cipher.ENCRYPT_MODE, first, nonce, plain, owner);
        return new Sealed(
                keys.firstEntry().getKey(),
                ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                        .put(nonce)
                        .put(hidden)
                        .array());
    }

    /**
     * Opened again; empty where the key is not here any more.
     *
     * @throws IllegalStateException where it was sealed for another owner, or was changed
     */
    public Optional<byte[]> open(Sealed sealed, UUID owner) {
        SecretKey key = keys.get(sealed.keyId());
        if (key == null) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(sealed.bytes());
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return Optional.of(run(Cipher.DECRYPT_MODE, key, nonce, rest, owner));
    }

    private static String idOf(byte[] key) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key));
            return hash.substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input, UUID owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
