package org.whistle.bench.loop;

/**
 * Something that a client saw.
 *
 * @param at by {@link System#nanoTime}
 * @param nanos how long it took, for a step
 */
record Happening(Kind kind, long at, long nanos) {

    /** What it was. */
    enum Kind {
        BEGUN,
        STEP,
        CONFIRMED,
        FAILED
    }
}
