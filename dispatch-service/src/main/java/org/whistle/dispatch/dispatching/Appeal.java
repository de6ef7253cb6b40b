package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 申诉 of a unit: a dispatcher recommends, the command leader decides, neither of whom decided before.
 *
 * @param about the clock, rating, rework or return it is about
 * @param recommended the first review; absent before it
 * @param upheld the decision; absent before it
 */
public record Appeal(
        UUID appealId,
        UUID assignmentId,
        String unit,
        String about,
        String reasonCode,
        String note,
        Instant filedAt,
        int round,
        @Nullable Boolean recommended,
        @Nullable String reviewer,
        @Nullable Boolean upheld) {

    Appeal reviewed(boolean recommend, String account) {
        return new Appeal(
                appealId, assignmentId, unit, about, reasonCode, note, filedAt, round, recommend, account, null);
    }

    Appeal decided(boolean uphold) {
        return new Appeal(
                appealId, assignmentId, unit, about, reasonCode, note, filedAt, round, recommended, reviewer, uphold);
    }
}
