package org.whistle.proof.note;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whistle.proof.tree.Hash;

/**
 * What a log commits to (C2SP tlog-checkpoint), without extension lines.
 *
 * @param origin names the log, for ever
 * @param size how many leaves it has
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final Pattern TEXT = Pattern.compile("([^\n]+)\n(0|[1-9]\\d{0,17})\n([A-Za-z0-9+/]{43}=)\n");

    /**
     * Reads the text that is signed.
     *
     * @throws InvalidNoteException for any other text
     */
    public static Checkpoint parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidNoteException("checkpoint: " + text + " (expected: origin, size, root)");
        }
        try {
            return new Checkpoint(matcher.group(1), Long.parseLong(matcher.group(2)), Hash.ofBase64(matcher.group(3)));
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("root: " + matcher.group(3) + " (expected: base64 of 32 bytes)");
        }
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
