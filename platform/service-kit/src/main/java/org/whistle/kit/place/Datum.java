package org.whistle.kit.place;

import java.util.function.UnaryOperator;
import org.whistle.events.Position;

/**
 * The datum a client declares its positions in. Everything inside is WGS 84; CGCS2000 differs from it by less than a metre
 * and is taken as the same. GCJ-02 and BD-09 are the publicly known
 * approximation, and undone to a thousandth of a millimetre of it.
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
    private static final int MOST_STEPS = 20;

    /** Degrees; less than a thousandth of a millimetre. */
    private static final double NEAR_ENOUGH = 1e-13;

    private static final double BD_ANGLE = Math.PI * 3000.0 / 180.0;

    /** The same point in WGS 84. */
    public Position toWgs84(double longitude, double latitude) {
        return switch (this) {
            case WGS84, CGCS2000 -> new Position(longitude, latitude);
            case GCJ02 -> fromGcj(longitude, latitude);
            case BD09 -> fromBd(longitude, latitude);
        };
    }

    /** The point that a correction moves to this one: each step is some thousand times nearer. */
    private static Position undone(double longitude, double latitude, UnaryOperator<double[]> correction) {
        double[] point = {longitude, latitude};
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] moved = correction.apply(point);
            double east = longitude - moved[0];
            double north = latitude - moved[1];
            point = new double[] {point[0] + east, point[1] + north};
            if (Math.abs(east) + Math.abs(north) < NEAR_ENOUGH) {
                break;
            }
        }
        return new Position(point[0], point[1]);
    }

    private static Position fromBd(double longitude, double latitude) {
        Position gcj = undone(longitude, latitude, Datum::toBd);
        return fromGcj(gcj.longitude(), gcj.latitude());
    }

    private static Position fromGcj(double longitude, double latitude) {
        return undone(longitude, latitude, Datum::toGcj);
    }

    /** GCJ-02 to BD-09, longitude first. */
    static double[] toBd(double[] point) {
        double radius = Math.hypot(point[0], point[1]) + 0.00002 * Math.sin(point[1] * BD_ANGLE);
        double angle = Math.atan2(point[1], point[0]) + 0.000003 * Math.cos(point[0] * BD_ANGLE);
        return new double[] {radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006};
    }

    /** WGS 84 to GCJ-02, longitude first. */
    static double[] toGcj(double[] point) {
        double radians = Math.toRadians(point[1]);
        double magic = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * Math.pow(Math.sin(radians), 2);
        double latitudeShift = shiftNorth(point[0] - 105, point[1] - 35)
                * 180
                / ((KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY_SQUARED)) / (magic * Math.sqrt(magic)) * Math.PI);
        double longitudeShift = shiftEast(point[0] - 105, point[1] - 35)
                * 180
                / (KRASOVSKY_AXIS / Math.sqrt(magic) * Math.cos(radians) * Math.PI);
        return new double[] {point[0] + longitudeShift, point[1] + latitudeShift};
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
