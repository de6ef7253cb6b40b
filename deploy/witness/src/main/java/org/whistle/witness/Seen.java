package org.whistle.witness;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.tree.Hash;

/** The last that was seen of a log; one line of the memory's file. */
record Seen(String origin, long size, Hash root) {

    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (\\S+) (.+)");

    static Seen nothingOf(String origin) {
        return new Seen(origin, 0, Hash.EMPTY);
    }

    static Seen of(Checkpoint checkpoint) {
        return new Seen(checkpoint.origin(), checkpoint.size(), checkpoint.root());
    }

    /** Null for a line that was not written to its end. */
    static @Nullable Seen parse(String line) {
        Matcher matcher = LINE.matcher(line);
        try {
            return matcher.matches()
                    ? new Seen(matcher.group(4), Long.parseLong(matcher.group(2)), Hash.ofBase64(matcher.group(3)))
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    String line(long seconds) {
        return seconds + " " + size + " " + root + " " + origin + "\n";
    }
}
