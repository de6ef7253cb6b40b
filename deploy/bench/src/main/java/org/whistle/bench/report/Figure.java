package org.whistle.bench.report;

/** Something on a page. */
public sealed interface Figure permits BarChart, LineChart, Table {

    /** As HTML, everything that came from outside escaped. */
    String html();
}
