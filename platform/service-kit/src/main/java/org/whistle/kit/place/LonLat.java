package org.whistle.kit.place;

import org.whistle.events.Position;
import org.whistle.kit.problem.RefusedException;

/** A position in a query: {@code 117.0250,31.1120}, longitude first, WGS 84. */
public final class LonLat {

    private LonLat() {}

    /**
     * Reads one.
     *
     * @param pointer the field it is in
     * @throws RefusedException 422 for anything else
     */
    public static Position of(String pointer, String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new Position(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the expected form
        }
        throw RefusedException.field(pointer, "INVALID_POSITION");
    }
}
