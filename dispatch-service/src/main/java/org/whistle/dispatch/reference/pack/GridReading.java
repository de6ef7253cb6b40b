package org.whistle.dispatch.reference.pack;

import java.util.List;
import org.locationtech.jts.geom.Polygon;
import org.whistle.dispatch.reference.pack.Pack.Grid;

/** The grids that could be read, the shapes and the codes of all of them. */
record GridReading(List<Grid> grids, List<Polygon> shapes, CodeSet codes) {}
