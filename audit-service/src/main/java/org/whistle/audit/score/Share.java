package org.whistle.audit.score;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * So many of so many.
 *
 * @param whole 0 where there was nothing to do
 */
public record Share(long part, long whole) {

    /** None of nothing. */
    public static final Share NONE = new Share(0, 0);

    static final MathContext PRECISION = MathContext.DECIMAL128;

    /** From 0 to 1; none where the whole is 0. */
    Optional<BigDecimal> value() {
        return whole == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), PRECISION)
                        .min(BigDecimal.ONE)
                        .max(BigDecimal.ZERO));
    }
}
