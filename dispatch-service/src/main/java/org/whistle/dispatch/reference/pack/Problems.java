package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every mistake, so that one reading shows them all. */
final class Problems {

    private final List<PackError> errors = new ArrayList<>();

    void add(PackFile file, int line, String message) {
        add(file.fileName(), line, message);
    }

    void add(String file, int line, String message) {
        errors.add(new PackError(file, Math.max(1, line), message));
    }

    boolean none() {
        return errors.isEmpty();
    }

    List<PackError> sorted() {
        return errors.stream()
                .sorted(Comparator.comparing(PackError::file).thenComparing(PackError::line))
                .toList();
    }
}
