package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ScoreDeduction;

/**
 * One line of a score table, with everything it was made from.
 *
 * @param group units of one group are ranked together; absent for all others
 * @param units what only units have
 * @param value from 0 to 100 with two decimals; absent where nothing could be judged
 * @param rank within the group, from 1, equal scores share one; absent where there is no ranking
 */
public record Score(
        String code,
        @Nullable String group,
        Objective objective,
        @Nullable OfUnit units,
        @Nullable BigDecimal value,
        @Nullable Integer rank) {

    private static final int DECIMALS = 2;
    private static final BigDecimal LEAST = new BigDecimal("0.00");
    private static final BigDecimal MOST = new BigDecimal("100.00");

    /**
     * What a unit's score has beside the objective one.
     *
     * @param streetWeight {@code w}
     * @param mark the street mark that counts, from 0 to 100; absent where neither the unit nor its group has one
     * @param ofTheGroup whether it is the group's mean, since too few rated the unit
     * @param bonus after its limit
     * @param deducted after its limit
     */
    public record OfUnit(
            BigDecimal streetWeight,
            @Nullable BigDecimal mark,
            boolean ofTheGroup,
            StreetMarks marks,
            BigDecimal bonus,
            List<Deduction> deductions,
            BigDecimal deducted) {

        public OfUnit {
            deductions = List.copyOf(deductions);
        }
    }

    /** Points deducted, per case. */
    public record Deduction(ScoreDeduction kind, long cases, BigDecimal pointsACase, BigDecimal points) {}

    Score ranked(@Nullable Integer place) {
        return new Score(code, group, objective, units, value, place);
    }

    /** A score as published: limited to 0 to 100, rounded half up to hundredths. */
    static BigDecimal told(Ratio value) {
        return value.rounded(DECIMALS).max(LEAST).min(MOST);
    }
}
