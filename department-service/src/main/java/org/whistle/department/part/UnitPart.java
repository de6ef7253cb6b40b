package org.whistle.department.part;

import java.time.Instant;
import java.util.UUID;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;

/**
 * A unit's share of a case 交办件.
 *
 * @param attempt from 1, one more with every rework
 * @param returnAllowed once per unit and round, and not after a designation
 */
public record UnitPart(
        UUID assignmentId,
        String unit,
        PartRole role,
        PartState state,
        int attempt,
        boolean returnAllowed,
        Instant offeredAt) {

    static UnitPart offered(OfferedPart part, Instant at) {
        return new UnitPart(
                part.assignmentId(), part.unit(), part.role(), PartState.OFFERED, 1, part.returnAllowed(), at);
    }

    /** Whether it is the lead's 主办. */
    boolean lead() {
        return role == PartRole.LEAD;
    }

    /** Whether the unit still has to do something about it. */
    boolean open() {
        return state != PartState.DONE && state != PartState.ENDED;
    }

    UnitPart in(PartState next) {
        return new UnitPart(assignmentId, unit, role, next, attempt, returnAllowed, offeredAt);
    }

    UnitPart offeredAgain() {
        return new UnitPart(assignmentId, unit, role, PartState.OFFERED, attempt, false, offeredAt);
    }

    UnitPart reworked(int next) {
        return new UnitPart(assignmentId, unit, role, PartState.HANDLING, next, returnAllowed, offeredAt);
    }
}
