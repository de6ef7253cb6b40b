package org.whistle.events;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.PartRole;

/**
 * A unit's share as dispatch offers it; complete, so that department-service needs no other source.
 *
 * @param returnAllowed false after a designation 兜底指定 or a refused return in this round
 * @param timeUsed working time the same unit already used in this round
 * @param sameUnitAgain recalled from this unit and offered to it again in this round
 */
public record OfferedPart(
        UUID assignmentId,
        String unit,
        PartRole role,
        String calendarVersion,
        boolean returnAllowed,
        Duration timeUsed,
        int extensionsUsed,
        @Nullable Boolean sameUnitAgain) {

    /** Whether the unit goes on with the clock that a recall stopped. */
    public boolean resumes() {
        return Boolean.TRUE.equals(sameUnitAgain);
    }
}
