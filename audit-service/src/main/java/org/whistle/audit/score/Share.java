package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * So many of so many.
 *
 * @param whole 0 where there was nothing to do
 */
public record Share(long part, long whole) {

    /** None of nothing. */
    public static final Share NONE = new Share(0, 0);

    /** From 0 to 1, though the two sides of a rate may count on different days; none where the whole is 0. */
    Optional<Ratio> ratio() {
        return whole <= 0 ? Optional.empty() : Optional.of(Ratio.of(Math.clamp(part, 0, whole), whole));
    }

    /** The same to look at. */
    Optional<BigDecimal> value() {
        return ratio().map(Ratio::shown);
    }
}
