package org.whistle.events;

/**
 * A point in WGS 84.
 *
 * @param longitude degrees, -180 to 180
 * @param latitude degrees, -90 to 90
 */
public record Position(double longitude, double latitude) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    public Position {
        if (!(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("longitude: " + longitude + " (expected: -180 to 180)");
        }
        if (!(Math.abs(latitude) <= 90)) {
            throw new IllegalArgumentException("latitude: " + latitude + " (expected: -90 to 90)");
        }
    }

    /** Great-circle distance in metres. */
    public double distanceTo(Position other) {
        double latitudes = Math.toRadians(other.latitude - latitude) / 2;
        double longitudes = Math.toRadians(other.longitude - longitude) / 2;
        double haversine = Math.pow(Math.sin(latitudes), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(longitudes), 2);
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }
}
