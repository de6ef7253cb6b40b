package org.whistle.intake.workorder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order and the case it is.
 *
 * @param deadline theirs
 * @param result of the work, once somebody handed it in
 * @param said the last reply, in which round, and until when more time was asked for
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
