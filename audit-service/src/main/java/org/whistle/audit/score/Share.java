package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A part of a whole, as counts.
 *
 * @param whole 0 where there was nothing to do
 */
public record Share(long part, long whole) {

    /** 0 of 0. */
    public static final Share NONE = new Share(0, 0);

    /** From 0 to 1, though the two sides of a rate may count on different days; none where the whole is 0. */
    Optional<Ratio> ratio() {
        return whole <= 0 ? Optional.empty() : Optional.of(Ratio.of(Math.clamp(part, 0, whole), whole));
    }

    /** The same ratio for display, with 34 digits. */
    Optional<BigDecimal> value() {
        return ratio().map(Ratio::shown);
    }
}
