package org.whistle.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.whistle.proof.signature.Ed25519;

/**
 * A public key under the name its owner signs with, written {@code name+hex(key id)+base64(type ‖ key)}.
 *
 * @param name of a log its origin; without spaces and without {@code +}
 */
public record VerifierKey(String name, Type type, PublicKey key) {

    /** What the key signs, and how. */
    public enum Type {
        /** a note's text, as a log signs its checkpoints */
        NOTE(1),
        /** a checkpoint at a time, as a witness does: {@code cosignature/v1} */
        COSIGNATURE(4);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }
    }

    public VerifierKey {
        checkedName(name);
    }

    /**
     * Reads a key.
     *
     * @throws InvalidNoteException for any other text, or one whose key id is not the key's
     */
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        byte[] typed = parts.length < 3 ? new byte[0] : base64(parts[2]);
        @Nullable Type type = typed.length == 0 ? null : typeOf(typed[0]);
        if (type == null) {
            throw new InvalidNoteException("key: " + text + " (expected: name+hex+base64 of a known type)");
        }
        VerifierKey key = new VerifierKey(parts[0], type, publicKey(Arrays.copyOfRange(typed, 1, typed.length)));
        if (!key.toString().equals(text)) {
            throw new InvalidNoteException("key: " + text + " (expected: " + key + ")");
        }
        return key;
    }

    /** The first four bytes of {@code SHA-256(name ‖ 0x0A ‖ type ‖ key)}. */
    public int keyId() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest.digest(typed())).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the signature names this key. */
    boolean claims(NoteSignature signature) {
        return signature.keyId() == keyId() && signature.name().equals(name);
    }

    /** Whether the signature is this key's over the text. */
    boolean verifies(String text, NoteSignature signature) {
        byte[] signed = signature.signature();
        Ed25519.Verifier verifier = new Ed25519.Verifier(key);
        return switch (type) {
            case NOTE -> verifier.verifies(text.getBytes(StandardCharsets.UTF_8), signed);
            case COSIGNATURE ->
                signed.length == Long.BYTES + Ed25519.SIGNATURE_BYTES
                        && verifier.verifies(
                                Cosignature.message(ByteBuffer.wrap(signed).getLong(), text),
                                Arrays.copyOfRange(signed, Long.BYTES, signed.length));
        };
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    static String checkedName(String name) {
        if (name.isEmpty() || name.contains("+") || name.codePoints().anyMatch(VerifierKey::blank)) {
            throw new InvalidNoteException("name: '" + name + "' (expected: neither spaces nor +)");
        }
        return name;
    }

    private static boolean blank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static PublicKey publicKey(byte[] bare) {
        try {
            return Ed25519.publicKey(bare);
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException(String.valueOf(e.getMessage()));
        }
    }

    private byte[] typed() {
        byte[] bare = Ed25519.bare(key);
        return ByteBuffer.allocate(1 + bare.length).put(type.code).put(bare).array();
    }

    private static @Nullable Type typeOf(byte code) {
        return Arrays.stream(Type.values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElse(null);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
