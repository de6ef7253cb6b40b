package org.whistle.intake.organisation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.distance.DistanceOp;
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
    private final OrganisationProperties organisation;
    private volatile Built built = new Built(List.of(), new STRtree());

    GridIndex(ReferenceData data, OrganisationProperties organisation) {
        this.data = data;
        this.organisation = organisation;
    }

    /**
     * The grid that covers the position, on a shared border the one with the lower code; else the nearest one within the
     * tolerance, since positions and borders are both a little off.
     */
    public Optional<Reference.Grid> find(Position position) {
        double metres = organisation.gridTolerance();
        Surroundings box = Surroundings.of(position, metres);
        Coordinate here = new Coordinate(position.longitude(), position.latitude());
        Envelope around = new Envelope(here);
        around.expandBy(box.longitudes(), box.latitudes());
        List<?> candidates = current().tree().query(around);
        return candidates.stream()
                .map(Shape.class::cast)
                .map(shape -> new Near(shape.grid(), metresTo(shape.polygon(), here)))
                .filter(near -> near.metres() <= metres)
                .min(Comparator.comparingDouble(Near::metres)
                        .thenComparing(near -> near.grid().code()))
                .map(Near::grid);
    }

    private static double metresTo(Polygon polygon, Coordinate here) {
        Point point = GEOMETRY.createPoint(here);
        if (polygon.covers(point)) {
            return 0;
        }
        // as wide as it is high, for as long as the way is short
        AffineTransformation square = AffineTransformation.scaleInstance(Math.cos(Math.toRadians(here.y)), 1);
        Coordinate[] way = DistanceOp.nearestPoints(square.transform(polygon), square.transform(point));
        double shrink = Math.cos(Math.toRadians(here.y));
        return new Position(here.x, here.y).distanceTo(new Position(way[0].x / shrink, way[0].y));
    }

    /**
     * The grid given by exactly one of position and code, within the county of a code.
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

    private record Near(Reference.Grid grid, double metres) {}

    private record Shape(Reference.Grid grid, Polygon polygon) {}
}
