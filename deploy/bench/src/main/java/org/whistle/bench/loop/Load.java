package org.whistle.bench.loop;

import java.time.Duration;

/** How loops come. */
sealed interface Load {

    /** What reports call it. */
    String label();

    /** How many loops, which for the open model is what came of the drawing. */
    int loops();

    /** So many people, each of whom begins a loop when the last one is done. */
    record Closed(int clients, int loops) implements Load {

        @Override
        public String label() {
            return clients + " clients";
        }
    }

    /**
     * People who do not wait for each other.
     *
     * @param perSecond loops that begin, on the average
     * @param arrivals nanoseconds after the beginning
     */
    record Open(double perSecond, long[] arrivals) implements Load {

        static Open of(double perSecond, Duration length, long seed) {
            return new Open(perSecond, Arrivals.drawn(perSecond, length, seed));
        }

        @Override
        public String label() {
            return perSecond + " loops/s";
        }

        @Override
        public int loops() {
            return arrivals.length;
        }
    }
}
