package org.whistle.audit.metrics;

import java.util.EnumMap;
import java.util.Map;

/** The sums of one row of a level, filled as they are read. */
final class Totals {

    private final Map<Measure, Long> period = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> before = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> periodScored = new EnumMap<>(Measure.class);
    private final Map<Measure, Long> beforeScored = new EnumMap<>(Measure.class);

    void add(Measure measure, boolean earlier, long n, long scored) {
        (earlier ? before : period).merge(measure, n, Long::sum);
        (earlier ? beforeScored : periodScored).merge(measure, scored, Long::sum);
    }

    /** Of everything. */
    Sums all() {
        return (measure, window) -> sum(measure, window, period, before);
    }

    /** Of what a score may count: not where an appeal was upheld. */
    Sums scored() {
        return (measure, window) -> sum(measure, window, periodScored, beforeScored);
    }

    private static long sum(Measure measure, Window window, Map<Measure, Long> within, Map<Measure, Long> earlier) {
        long during = within.getOrDefault(measure, 0L);
        long past = earlier.getOrDefault(measure, 0L);
        return switch (window) {
            case PERIOD -> during;
            case BEFORE_FROM -> past;
            case BEFORE_TO -> past + during;
        };
    }
}
