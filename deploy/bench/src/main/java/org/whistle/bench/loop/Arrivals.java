package org.whistle.bench.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** When loops begin in the open model: as people come, at random and whatever the system answers (a Poisson process). */
final class Arrivals {

    private static final double NANOS = 1e9;

    private Arrivals() {}

    /**
     * Draws the arrivals of some time; the same for the same seed.
     *
     * @param perSecond on the average
     * @return nanoseconds after the beginning, rising, all before the end
     */
    static long[] drawn(double perSecond, Duration length, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        java.util.stream.LongStream.Builder arrivals = java.util.stream.LongStream.builder();
        double at = random.nextExponential() / perSecond;
        while (at * NANOS < length.toNanos()) {
            arrivals.add((long) (at * NANOS));
            at += random.nextExponential() / perSecond;
        }
        return arrivals.build().toArray();
    }
}
