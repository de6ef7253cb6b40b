package org.whistle.intake.report;

import java.time.Duration;

/**
 * How likely another case is the same thing, and from what:
 *
 * <pre>
 * score = 0.40 · (1 − distance / radius)
 *       + 0.25 · (1 for the same category, else 0)
 *       + 0.25 · text similarity
 *       + 0.10 · (1 − age / 30 days, at least 0)
 * </pre>
 *
 * @param distanceMetres at most {@code radiusMetres}
 * @param radiusMetres of the reported category
 * @param textSimilarity from 0 to 1; 0 where the description is not for the caller's eyes
 * @param age of the other case
 */
record Likeness(double distanceMetres, double radiusMetres, boolean sameCategory, double textSimilarity, Duration age) {

    /** The least text similarity for offering a case of another category. */
    static final double OTHER_CATEGORY_TEXT = 0.4;

    private static final double NEARNESS_WEIGHT = 0.40;
    private static final double CATEGORY_WEIGHT = 0.25;
    private static final double TEXT_WEIGHT = 0.25;
    private static final double FRESHNESS_WEIGHT = 0.10;
    private static final Duration STALE = Duration.ofDays(30);

    /** Whether it is offered at all. */
    boolean plausible() {
        return distanceMetres <= radiusMetres && (sameCategory || textSimilarity >= OTHER_CATEGORY_TEXT);
    }

    /** From 0 to 1. */
    double score() {
        double nearness = 1 - distanceMetres / radiusMetres;
        double freshness = Math.clamp(1 - (double) age.toSeconds() / STALE.toSeconds(), 0, 1);
        return NEARNESS_WEIGHT * nearness
                + (sameCategory ? CATEGORY_WEIGHT : 0)
                + TEXT_WEIGHT * textSimilarity
                + FRESHNESS_WEIGHT * freshness;
    }
}
