package org.whistle.audit.score;

import java.math.BigDecimal;
import java.math.BigInteger;

/** School arithmetic with fractions, for the second implementation alone; the lower side is above 0. */
record Exact(BigInteger upper, BigInteger lower) {

    static Exact of(long upper, long lower) {
        return new Exact(BigInteger.valueOf(upper), BigInteger.valueOf(lower));
    }

    static Exact of(String decimal) {
        BigDecimal value = new BigDecimal(decimal).setScale(6);
        return new Exact(value.unscaledValue(), BigInteger.TEN.pow(6));
    }

    Exact add(Exact other) {
        return new Exact(upper.multiply(other.lower).add(other.upper.multiply(lower)), lower.multiply(other.lower));
    }

    Exact subtract(Exact other) {
        return add(new Exact(other.upper.negate(), other.lower));
    }

    Exact multiply(Exact other) {
        return new Exact(upper.multiply(other.upper), lower.multiply(other.lower));
    }

    Exact divide(Exact other) {
        return new Exact(upper.multiply(other.lower), lower.multiply(other.upper));
    }

    Exact atMost(Exact other) {
        return subtract(other).upper.signum() > 0 ? other : this;
    }

    /** With two decimals between 0 and 100: the hundredths below this and a half more. */
    String told() {
        if (upper.signum() < 0) {
            return "0.00";
        }
        BigInteger hundredths = upper.multiply(BigInteger.valueOf(200))
                .add(lower)
                .divide(lower.multiply(BigInteger.TWO))
                .min(BigInteger.valueOf(10_000));
        return "%d.%02d".formatted(hundredths.longValue() / 100, hundredths.longValue() % 100);
    }
}
