package org.whistle.bench.loop;

import java.time.Duration;

/** The arrival of loops. */
sealed interface Load {

    /** What reports call it. */
    String label();

    /** How many loops, which for the open model is drawn at random. */
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
     * @param arrivals nanoseconds after the beginning
     */
    record Open(String label, long[] arrivals) implements Load {

        /** One rate, in loops that begin each second on the average. */
        static Open of(double perSecond, Duration length, long seed) {
            return new Open(perSecond + " loops/s", ArrivalSchedule.drawn(perSecond, length, seed));
        }

        @Override
        public int loops() {
            return arrivals.length;
        }
    }
}
