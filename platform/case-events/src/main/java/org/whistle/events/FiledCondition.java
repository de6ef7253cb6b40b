package org.whistle.events;

import org.jspecify.annotations.Nullable;
import org.whistle.events.code.EvidenceKind;

/**
 * A filing condition 立案条件 with the limits in force when the ticket was filed; they stay with the case.
 *
 * @param stage orders the limits of one staged case, from 1; absent where there is one
 */
public record FiledCondition(
        String conditionCode,
        String nameZh,
        String nameEn,
        Limit handling,
        Limit acceptance,
        @Nullable Integer stage,
        String closingCriterion,
        EvidenceKind evidence,
        boolean urgent) {}
