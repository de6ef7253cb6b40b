package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the mistakes, so that one reading shows them all; of more than {@link #MOST} the first ones and their number. */
final class Problems {

    static final int MOST = 500;

    /** Of a message, in characters; a value in it can be as large as its file. */
    private static final int LONGEST = 2_000;

    private final List<PackError> errors = new ArrayList<>();
    private @Nullable PackError firstLeftOut;
    private int more;

    void add(PackFile file, int line, String message) {
        add(file.fileName(), line, message);
    }

    void add(String file, int line, String message) {
        PackError error = new PackError(file, Math.max(1, line), shortened(message));
        if (errors.size() < MOST) {
            errors.add(error);
        } else if (more++ == 0) {
            firstLeftOut = error;
        }
    }

    private static String shortened(String message) {
        int half = LONGEST / 2;
        return message.length() <= LONGEST
                ? message
                : message.substring(0, half) + "…" + message.substring(message.length() - half);
    }

    boolean none() {
        return errors.isEmpty();
    }

    /** By file and line; last, where the first one was left out, how many were. */
    List<PackError> sorted() {
        Stream<PackError> leftOut = firstLeftOut == null
                ? Stream.of()
                : Stream.of(
                        new PackError(firstLeftOut.file(), firstLeftOut.line(), "more mistakes, not shown: " + more));
        return Stream.concat(
                        errors.stream()
                                .sorted(Comparator.comparing(PackError::file).thenComparing(PackError::line)),
                        leftOut)
                .toList();
    }
}
