package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.whistle.dispatch.reference.pack.FeatureFile.Feature;
import org.whistle.dispatch.reference.pack.Pack.Point;
import tools.jackson.databind.JsonNode;

/** From GeoJSON coordinates to closed rings and a valid polygon. */
final class Rings {

    /** Keeps a grid well below the largest event. */
    private static final int MOST_POSITIONS = 1_500;

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private Rings() {}

    static @Nullable List<List<Point>> read(Feature feature, Problems problems) {
        JsonNode geometry = feature.node().path("geometry");
        JsonNode coordinates = geometry.path("coordinates");
        if (!geometry.path("type").asString("").equals("Polygon") || !coordinates.isArray() || coordinates.isEmpty()) {
            problem(feature, problems, "geometry: (expected: a Polygon with coordinates)");
            return null;
        }
        List<List<Point>> rings = new ArrayList<>();
        int positions = 0;
        for (JsonNode each : coordinates) {
            List<Point> ring = ring(feature, each, problems);
            if (ring == null) {
                return null;
            }
            positions += ring.size();
            rings.add(ring);
        }
        if (positions > MOST_POSITIONS) {
            problem(
                    feature,
                    problems,
                    "polygon: " + positions + " positions (expected: at most " + MOST_POSITIONS + ")");
            return null;
        }
        return rings;
    }

    static @Nullable Polygon polygon(Feature feature, List<List<Point>> rings, Problems problems) {
        LinearRing[] lines = rings.stream().map(Rings::line).toArray(LinearRing[]::new);
        LinearRing[] holes = new LinearRing[lines.length - 1];
        System.arraycopy(lines, 1, holes, 0, holes.length);
        Polygon polygon = GEOMETRY.createPolygon(lines[0], holes);
        TopologyValidationError error = new IsValidOp(polygon).getValidationError();
        if (error != null || polygon.getArea() == 0) {
            problem(feature, problems, "polygon: " + (error == null ? "no area" : error));
            return null;
        }
        return polygon;
    }

    private static @Nullable List<Point> ring(Feature feature, JsonNode node, Problems problems) {
        List<Point> ring = new ArrayList<>();
        for (JsonNode position : node) {
            Point point = point(position);
            if (point == null) {
                problem(feature, problems, "position: " + position + " (expected: [longitude, latitude] in degrees)");
                return null;
            }
            ring.add(point);
        }
        if (ring.size() < 4 || !ring.getFirst().equals(ring.getLast())) {
            problem(
                    feature,
                    problems,
                    "ring of " + ring.size() + " positions (expected: closed, at least 4, the last like the first)");
            return null;
        }
        return ring;
    }

    static @Nullable Point point(JsonNode node) {
        if (!node.isArray()
                || node.size() != 2
                || !node.get(0).isNumber()
                || !node.get(1).isNumber()) {
            return null;
        }
        Point point = new Point(node.get(0).doubleValue(), node.get(1).doubleValue());
        return Math.abs(point.longitude()) <= 180 && Math.abs(point.latitude()) <= 90 ? point : null;
    }

    private static LinearRing line(List<Point> ring) {
        return GEOMETRY.createLinearRing(ring.stream()
                .map(point -> new Coordinate(point.longitude(), point.latitude()))
                .toArray(Coordinate[]::new));
    }

    private static void problem(Feature feature, Problems problems, String message) {
        problems.add(PackFile.GRIDS, feature.line(), message);
    }
}
