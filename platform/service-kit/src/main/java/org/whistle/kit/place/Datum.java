package org.whistle.kit.place;

import org.whistle.events.Position;

/**
 * The datum a client declares its positions in. Everything inside is WGS 84; CGCS2000 differs from it by less than a metre
 * and is taken as the same. GCJ-02 and BD-09 are undone with the publicly known approximation, good to a few metres.
 */
public enum Datum {
    /** what GPS gives */
    WGS84,
    /** the national geodetic datum */
    CGCS2000,
    /** what Chinese map services give */
    GCJ02,
    /** GCJ-02 shifted once more by one provider */
    BD09;

    private static final double KRASOVSKY_AXIS = 6_378_245.0;
    private static final double KRASOVSKY_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
    private static final double BD_ANGLE = Math.PI * 3000.0 / 180.0;

    /** The same point in WGS 84. */
    public Position toWgs84(double longitude, double latitude) {
        return switch (this) {
            case WGS84, CGCS2000 -> new Position(longitude, latitude);
            case GCJ02 -> fromGcj(longitude, latitude);
            case BD09 -> fromBd(longitude, latitude);
        };
    }

    private static Position fromBd(double longitude, double latitude) {
        double x = longitude - 0.0065;
        double y = latitude - 0.006;
        double radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * BD_ANGLE);
        double angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * BD_ANGLE);
        return fromGcj(radius * Math.cos(angle), radius * Math.sin(angle));
    }

    private static Position fromGcj(double longitude, double latitude) {
        double radians = Math.toRadians(latitude);
        double magic = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * Math.pow(Math.sin(radians), 2);
        double latitudeShift = shiftNorth(longitude - 105, latitude - 35)
                * 180
                / ((KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY_SQUARED)) / (magic * Math.sqrt(magic)) * Math.PI);
        double longitudeShift = shiftEast(longitude - 105, latitude - 35)
                * 180
                / (KRASOVSKY_AXIS / Math.sqrt(magic) * Math.cos(radians) * Math.PI);
        return new Position(longitude - longitudeShift, latitude - latitudeShift);
    }

    private static double shiftNorth(double x, double y) {
        return -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + waves(x, 6, 2)
                + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
                + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
    }

    private static double shiftEast(double x, double y) {
        return 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + waves(x, 6, 2)
                + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
                + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
    }

    private static double waves(double x, double fast, double slow) {
        return (20 * Math.sin(fast * x * Math.PI) + 20 * Math.sin(slow * x * Math.PI)) * 2 / 3;
    }
}
