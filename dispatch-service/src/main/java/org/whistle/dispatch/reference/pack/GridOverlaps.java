package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/** Finds grids that lie over each other; slivers of shared borders are no overlap. */
final class GridOverlaps {

    /** Share of the smaller grid that may be covered, for borders that were drawn twice. */
    private static final double TOLERANCE = 0.001;

    private final List<Placed> placed = new ArrayList<>();
    private final Problems problems;

    GridOverlaps(Problems problems) {
        this.problems = problems;
    }

    void add(int line, String code, Polygon polygon) {
        placed.add(new Placed(placed.size(), line, code, polygon));
    }

    /** Names each grid's first overlap with one before it. */
    void report() {
        STRtree tree = new STRtree();
        placed.forEach(each -> tree.insert(each.polygon().getEnvelopeInternal(), each));
        for (Placed each : placed) {
            for (Object found : tree.query(each.polygon().getEnvelopeInternal())) {
                if (found instanceof Placed other && other.index() < each.index() && each.covers(other)) {
                    problems.add(PackFile.GRIDS, each.line(), "grid " + each.code() + " overlaps " + other.code());
                    break;
                }
            }
        }
    }

    private record Placed(int index, int line, String code, Polygon polygon) {

        boolean covers(Placed other) {
            double smaller = Math.min(polygon.getArea(), other.polygon.getArea());
            return polygon.intersects(other.polygon)
                    && polygon.intersection(other.polygon).getArea() > smaller * TOLERANCE;
        }
    }
}
