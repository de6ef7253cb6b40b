package org.whistle.audit.metrics;

/** How many facts of a measure there are in a window of the period at hand: all of them, or only those that are scored. */
@FunctionalInterface
public interface Sums {

    /** How many. */
    long of(Measure measure, Window window);

    /** Together with others. */
    default Sums plus(Sums others) {
        return (measure, window) -> of(measure, window) + others.of(measure, window);
    }
}
