package org.whistle.audit.metrics;

/**
 * The 95 % interval of a rate by Wilson's score method, which holds for few trials and rates near 0 and 1, too.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record Interval(double low, double high) {

    private static final double Z = 1.959_963_984_540_054;

    /** Of so many successes in at least one trial. */
    static Interval of(long successes, long trials) {
        double share = (double) successes / trials;
        double weight = Z * Z / trials;
        double middle = share + weight / 2;
        double reach = Z * Math.sqrt((share * (1 - share) + weight / 4) / trials);
        return new Interval(
                Rounded.six(Math.max(0, (middle - reach) / (1 + weight))),
                Rounded.six(Math.min(1, (middle + reach) / (1 + weight))));
    }
}
