package org.whistle.audit.metrics;

/** Rounds numbers for output. */
final class Rounded {

    private static final double MILLION = 1e6;

    private Rounded() {}

    /** To six decimals. */
    static double six(double value) {
        return Math.round(value * MILLION) / MILLION;
    }
}
