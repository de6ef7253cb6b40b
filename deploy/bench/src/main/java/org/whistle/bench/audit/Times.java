package org.whistle.bench.audit;

import java.util.Arrays;

/** Times of one question, in milliseconds. */
record Times(String name, double[] sorted) {

    static Times of(String name, double[] taken) {
        double[] sorted = taken.clone();
        Arrays.sort(sorted);
        return new Times(name, sorted);
    }

    double at(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    String line() {
        return "| %-46s | %5d | %8.1f | %8.1f | %8.1f |".formatted(name, sorted.length, at(0.5), at(0.95), at(1));
    }
}
