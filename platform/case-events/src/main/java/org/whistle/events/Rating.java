package org.whistle.events;

/** A street's four marks, each 0 to 100 (domain.md, Score). */
public record Rating(int arrivalSpeed, int quality, int cooperation, int communication) {

    public Rating {
        requireMark("arrivalSpeed", arrivalSpeed);
        requireMark("quality", quality);
        requireMark("cooperation", cooperation);
        requireMark("communication", communication);
    }

    private static void requireMark(String name, int mark) {
        if (mark < 0 || mark > 100) {
            throw new IllegalArgumentException(name + ": " + mark + " (expected: 0 to 100)");
        }
    }
}
