package org.whistle.proof.note;

import java.util.ArrayList;
import java.util.List;
import org.whistle.proof.tree.Hash;

/**
 * Proves that one entry is in the log, to a holder of the entry (C2SP tlog-proof, v1): the content of a {@code .tlog-proof}
 * file.
 *
 * @param index of the entry's leaf
 * @param proof its inclusion in the checkpoint
 * @param checkpoint signed and cosigned
 */
public record Receipt(long index, List<Hash> proof, Note checkpoint) {

    private static final String HEAD = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public Receipt {
        proof = List.copyOf(proof);
    }

    /**
     * Reads a receipt; nothing is verified yet.
     *
     * @throws InvalidNoteException for a text that is none
     */
    public static Receipt parse(String text) {
        int blank = text.indexOf("\n\n");
        List<String> lines =
                new ArrayList<>(List.of(text.substring(0, Math.max(blank, 0)).split("\n", -1)));
        if (!lines.removeFirst().equals(HEAD)) {
            throw new InvalidNoteException("receipt: no first line (expected: " + HEAD + ")");
        }
        lines.removeIf(line -> line.startsWith(EXTRA));
        if (lines.isEmpty() || !lines.getFirst().matches(INDEX + "(0|[1-9]\\d{0,17})")) {
            throw new InvalidNoteException("receipt: no index (expected: index <n>)");
        }
        long index = Long.parseLong(lines.removeFirst().substring(INDEX.length()));
        try {
            return new Receipt(
                    index, lines.stream().map(Hash::ofBase64).toList(), Note.parse(text.substring(blank + 2)));
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("receipt: unreadable hash (expected: base64 of 32 bytes)");
        }
    }

    /** The file's content. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEAD + "\n" + INDEX + index + "\n");
        proof.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
