package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.PartRole;

/**
 * A unit's share of a round.
 *
 * @param attempt from 1, one more with each rework of the round that sent it back
 * @param returnApproved whether it was a wrong dispatch
 * @param returnRefused the event that refused its return
 * @param endedAt when it was returned, recalled or closed
 */
public record StoryPart(
        UUID assignmentId,
        String unit,
        PartRole role,
        int round,
        Instant offeredAt,
        int attempt,
        boolean returnApproved,
        @Nullable UUID returnRefused,
        @Nullable Instant endedAt) {

    static StoryPart offered(UUID assignmentId, String unit, PartRole role, int round, Instant at) {
        return new StoryPart(assignmentId, unit, role, round, at, 1, false, null, null);
    }

    boolean lead() {
        return role == PartRole.LEAD;
    }

    boolean ended() {
        return endedAt != null;
    }

    StoryPart endedAt(Instant at) {
        return ended() ? this : with(attempt, returnApproved, returnRefused, at);
    }

    StoryPart reworked(int nextAttempt) {
        return with(Math.max(attempt, nextAttempt), returnApproved, returnRefused, endedAt);
    }

    StoryPart approvedForReturn() {
        return with(attempt, true, returnRefused, endedAt);
    }

    StoryPart refusedToReturn(UUID event) {
        return with(attempt, returnApproved, event, endedAt);
    }

    private StoryPart with(int tries, boolean wrong, @Nullable UUID refused, @Nullable Instant ended) {
        return new StoryPart(assignmentId, unit, role, round, offeredAt, tries, wrong, refused, ended);
    }
}
