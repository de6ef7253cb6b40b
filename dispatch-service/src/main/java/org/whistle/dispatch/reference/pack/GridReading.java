package org.whistle.dispatch.reference.pack;

import java.util.List;
import org.whistle.dispatch.reference.pack.Pack.Grid;

/** The grids that could be read, the ground they cover and the codes of all of them. */
record GridReading(List<Grid> grids, GridArea area, CodeSet codes) {}
