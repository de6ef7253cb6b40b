package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft policy, for a preview.
 *
 * @param policies one for each changed subject, with the fields of records of the kind {@code policies}; for other subjects
 *     the policy in force applies
 */
public record DraftPolicy(@Nullable List<OfSubject> policies) {

    /**
     * How a subject would be scored.
     *
     * @param policy its code, which nothing depends on
     * @param validFrom its first day, which nothing depends on: a preview takes it as in force
     */
    public record OfSubject(
            @Nullable String policy,
            @Nullable String validFrom,
            @Nullable String subject,
            @Nullable List<@Nullable String> parts,
            @Nullable BigDecimal streetWeight,
            @Nullable List<@Nullable String> marks,
            @Nullable List<@Nullable String> deductions,
            @Nullable BigDecimal deductionsMost,
            @Nullable BigDecimal bonusMost,
            @Nullable Integer fewestRatings) {}
}
