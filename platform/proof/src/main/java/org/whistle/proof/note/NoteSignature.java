package org.whistle.proof.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line: {@code — <name> <base64(key id ‖ signature)>}.
 *
 * @param keyId the first four bytes of the key's hash
 * @param signature what follows the key id; its form is the key's algorithm's
 */
public record NoteSignature(String name, int keyId, byte[] signature) {

    static final String START = "— ";

    /**
     * Reads a line without its line feed.
     *
     * @throws InvalidNoteException for any other line
     */
    static NoteSignature parse(String line) {
        int space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space <= START.length()) {
            throw new InvalidNoteException("signature line: " + line + " (expected: — <name> <base64>)");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
            if (bytes.length <= Integer.BYTES) {
                throw new InvalidNoteException("signature line: " + line + " (expected: a key id and a signature)");
            }
            return new NoteSignature(
                    VerifierKey.checkedName(line.substring(START.length(), space)),
                    ByteBuffer.wrap(bytes).getInt(),
                    Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("signature line: " + line + " (expected: base64)");
        }
    }

    /** The line with its line feed. */
    public String line() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return START + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
}
