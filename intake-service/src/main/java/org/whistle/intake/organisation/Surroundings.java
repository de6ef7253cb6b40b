package org.whistle.intake.organisation;

import java.util.HashMap;
import java.util.Map;
import org.whistle.events.Position;

/** The bounding box of a circle in degrees, for an index; points in its corners may lie outside the circle. */
public record Surroundings(Position centre, double latitudes, double longitudes) {

    /** Metres per degree, rounded down, so that the box is never too small. */
    private static final double METRES_PER_DEGREE = 111_000;

    /** Around a circle of so many metres. */
    public static Surroundings of(Position centre, double metres) {
        double shrink = Math.max(0.01, Math.cos(Math.toRadians(centre.latitude())));
        double latitudes = metres / METRES_PER_DEGREE;
        return new Surroundings(centre, latitudes, latitudes / shrink);
    }

    /** For a query: {@code south}, {@code north}, {@code west}, {@code east}. */
    public Map<String, Object> parameters() {
        return new HashMap<>(Map.of(
                "south",
                centre.latitude() - latitudes,
                "north",
                centre.latitude() + latitudes,
                "west",
                centre.longitude() - longitudes,
                "east",
                centre.longitude() + longitudes));
    }
}
