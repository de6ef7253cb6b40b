package org.whistle.intake.organisation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Point in polygon over the grids in force, in memory; built anew when a pack takes effect. */
@Component
public class GridIndex {

    private static final int COUNTY_DIGITS = 6;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final ReferenceData data;
    private volatile Built built = new Built(List.of(), new STRtree());

    GridIndex(ReferenceData data) {
        this.data = data;
    }

    /** The grid that covers the position; on a shared border the one with the lower code. */
    public Optional<Reference.Grid> find(Position position) {
        Point point = GEOMETRY.createPoint(new Coordinate(position.longitude(), position.latitude()));
        List<?> candidates = current().tree().query(point.getEnvelopeInternal());
        return candidates.stream()
                .map(Shape.class::cast)
                .filter(shape -> shape.polygon().covers(point))
                .map(Shape::grid)
                .min(java.util.Comparator.comparing(Reference.Grid::code));
    }

    /**
     * The grid somebody names by exactly one of position and code, within the county of a code.
     *
     * @throws RefusedException 422 for none or both, or one the county does not have
     */
    public String locate(@Nullable Position position, @Nullable String gridCode, String within) {
        if ((position == null) == (gridCode == null)) {
            throw RefusedException.field("/position", "POSITION_OR_GRID");
        }
        String county = within.substring(0, Math.min(COUNTY_DIGITS, within.length()));
        if (position != null) {
            return find(position)
                    .map(Reference.Grid::code)
                    .filter(code -> code.startsWith(county))
                    .orElseThrow(() -> RefusedException.field("/position", "OUTSIDE_GRIDS"));
        }
        return data.all().stream()
                .flatMap(reference -> Stream.ofNullable(reference.grids().get(gridCode)))
                .map(Reference.Grid::code)
                .filter(code -> code.startsWith(county))
                .findFirst()
                .orElseThrow(() -> RefusedException.field("/gridCode", "UNKNOWN_GRID"));
    }

    private Built current() {
        List<Reference> inForce = data.all();
        List<Long> versions =
                inForce.stream().map(reference -> reference.version().version()).toList();
        Built present = built;
        if (!present.versions().equals(versions)) {
            present = build(inForce, versions);
            built = present;
        }
        return present;
    }

    private static Built build(List<Reference> inForce, List<Long> versions) {
        STRtree tree = new STRtree();
        for (Reference reference : inForce) {
            for (Reference.Grid grid : reference.grids().values()) {
                Polygon polygon = polygon(grid);
                tree.insert(polygon.getEnvelopeInternal(), new Shape(grid, polygon));
            }
        }
        tree.build();
        return new Built(versions, tree);
    }

    private static Polygon polygon(Reference.Grid grid) {
        LinearRing shell = ring(grid.polygon().getFirst());
        LinearRing[] holes =
                grid.polygon().stream().skip(1).map(GridIndex::ring).toArray(LinearRing[]::new);
        return GEOMETRY.createPolygon(shell, holes);
    }

    private static LinearRing ring(List<List<Double>> positions) {
        return GEOMETRY.createLinearRing(positions.stream()
                .map(position -> new Coordinate(position.get(0), position.get(1)))
                .toArray(Coordinate[]::new));
    }

    private record Built(List<Long> versions, STRtree tree) {}

    private record Shape(Reference.Grid grid, Polygon polygon) {}
}
