package org.whistle.intake.workorder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order and its case.
 *
 * @param deadline theirs
 * @param result of the work, once it was completed
 * @param said kind of the last reply to the platform
 * @param saidRound round of that reply
 * @param saidUntil latest deadline that was asked of the platform
 */
public record WorkOrder(
        String system,
        String number,
        UUID caseId,
        Instant sentAt,
        @Nullable Instant deadline,
        @Nullable String result,
        Reply.Kind said,
        int saidRound,
        @Nullable Instant saidUntil,
        @Nullable Boolean resolved,
        @Nullable Integer satisfaction) {}
