package org.whistle.bench.loop;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** When loops begin in the open model: at random and independent of the system's answers (a Poisson process). */
final class ArrivalSchedule {

    private static final double NANOS = 1e9;

    private ArrivalSchedule() {}

    /**
     * Draws the arrivals of some time; the same for the same seed.
     *
     * @param perSecond on the average
     * @return nanoseconds after the beginning, rising, all before the end
     */
    static long[] drawn(double perSecond, Duration length, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        LongStream.Builder arrivals = LongStream.builder();
        double at = random.nextExponential() / perSecond;
        while (at * NANOS < length.toNanos()) {
            arrivals.add((long) (at * NANOS));
            at += random.nextExponential() / perSecond;
        }
        return arrivals.build().toArray();
    }

    /** One rate after the other. */
    static long[] inTurn(List<Phase> phases, long seed) {
        LongStream.Builder arrivals = LongStream.builder();
        long start = 0;
        for (Phase phase : phases) {
            for (long arrival : drawn(phase.perSecond(), phase.length(), seed + start)) {
                arrivals.add(start + arrival);
            }
            start += phase.length().toNanos();
        }
        return arrivals.build().toArray();
    }

    /** A rate for some time. */
    record Phase(double perSecond, Duration length) {}
}
