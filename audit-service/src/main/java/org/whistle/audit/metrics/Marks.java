package org.whistle.audit.metrics;

import java.util.EnumSet;
import java.util.Set;

/**
 * Ratings of one unit by one street.
 *
 * @param ratings how many cases were rated
 * @param arrivalSpeed the sum of these marks, as all that follow
 */
public record Marks(long ratings, long arrivalSpeed, long quality, long cooperation, long communication) {

    static final Set<Measure> MEASURES = EnumSet.of(
            Measure.MARK_ARRIVAL_SPEED, Measure.MARK_QUALITY, Measure.MARK_COOPERATION, Measure.MARK_COMMUNICATION);

    /** Some marks of one kind; every rating has one of each. */
    static Marks of(Measure measure, long n, long amount) {
        return switch (measure) {
            case MARK_ARRIVAL_SPEED -> new Marks(n, amount, 0, 0, 0);
            case MARK_QUALITY -> new Marks(0, 0, amount, 0, 0);
            case MARK_COOPERATION -> new Marks(0, 0, 0, amount, 0);
            case MARK_COMMUNICATION -> new Marks(0, 0, 0, 0, amount);
            default -> throw new IllegalArgumentException("measure: " + measure + " (expected: a mark)");
        };
    }

    Marks plus(Marks other) {
        return new Marks(
                ratings + other.ratings,
                arrivalSpeed + other.arrivalSpeed,
                quality + other.quality,
                cooperation + other.cooperation,
                communication + other.communication);
    }
}
