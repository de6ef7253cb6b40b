package org.whistle.bench.compare;

import java.util.Arrays;
import java.util.Collection;

/** A figure over the rounds: its median, its least and its most. */
record Spread(double median, double least, double most) {

    /** Of at least one value. */
    static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }

    @Override
    public String toString() {
        return "%.2f (%.2f to %.2f)".formatted(median, least, most);
    }
}
