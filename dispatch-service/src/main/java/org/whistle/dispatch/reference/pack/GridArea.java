package org.whistle.dispatch.reference.pack;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.whistle.dispatch.reference.pack.Pack.Point;

/**
 * The ground that the grids cover together.
 *
 * @param complete false if a shape could not be read; then nothing is reported as outside
 */
record GridArea(STRtree grids, boolean complete) {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    static GridArea of(List<Polygon> shapes, boolean complete) {
        STRtree tree = new STRtree();
        shapes.forEach(shape -> tree.insert(shape.getEnvelopeInternal(), PreparedGeometryFactory.prepare(shape)));
        tree.build();
        return new GridArea(tree, complete);
    }

    boolean lacks(Point point) {
        if (!complete) {
            return false;
        }
        Coordinate place = new Coordinate(point.longitude(), point.latitude());
        for (Object found : grids.query(new Envelope(place))) {
            if (found instanceof PreparedGeometry grid && grid.covers(GEOMETRY.createPoint(place))) {
                return false;
            }
        }
        return true;
    }
}
