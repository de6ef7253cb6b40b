package org.whistle.kit.time;

import java.time.Instant;
import java.time.LocalDate;

/** The times that may enter: 1900 to 9999, which every database and every client can represent. */
public final class Bounds {

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private Bounds() {}

    /** Whether a day may enter. */
    public static boolean contain(LocalDate date) {
        return !date.isBefore(FIRST) && !date.isAfter(LAST);
    }

    /** Whether a moment may enter. */
    public static boolean contain(Instant time) {
        return !time.isBefore(Instant.parse(FIRST + "T00:00:00Z")) && time.isBefore(Instant.parse(LAST + "T00:00:00Z"));
    }
}
