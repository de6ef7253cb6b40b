package org.whistle.dispatch.dispatching;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;

/**
 * A unit's share as dispatch knows it; department-service owns its life.
 *
 * @param attempt from 1, one more with every rework
 * @param offeredBy who dispatched or designated it, and so does not review its return
 * @param returnRefused once refused, it cannot be returned again in this round
 * @param endedBy the type of the event that ended it
 */
public record Part(
        UUID assignmentId,
        String unit,
        PartRole role,
        PartState state,
        int attempt,
        String offeredBy,
        boolean returnRefused,
        @Nullable String endedBy) {

    /** A part just offered. */
    static Part offered(UUID assignmentId, String unit, PartRole role, String offeredBy) {
        return new Part(assignmentId, unit, role, PartState.OFFERED, 1, offeredBy, false, null);
    }

    /** Whether it is the lead's 主办. */
    boolean lead() {
        return role == PartRole.LEAD;
    }

    /** Whether the unit still holds it. */
    boolean held() {
        return state != PartState.ENDED;
    }

    Part in(PartState next) {
        return new Part(assignmentId, unit, role, next, attempt, offeredBy, returnRefused, endedBy);
    }

    Part ended(String by) {
        return held()
                ? new Part(assignmentId, unit, role, PartState.ENDED, attempt, offeredBy, returnRefused, by)
                : this;
    }

    Part offeredAgain() {
        return new Part(assignmentId, unit, role, PartState.OFFERED, attempt, offeredBy, true, endedBy);
    }

    Part reworked(int next) {
        return new Part(assignmentId, unit, role, PartState.HANDLING, next, offeredBy, returnRefused, endedBy);
    }
}
