package org.whistle.bench.report;

/** A part of a page. */
public sealed interface Figure permits BarChart, LineChart, Table {

    /** As HTML, everything that came from outside escaped. */
    String html();
}
