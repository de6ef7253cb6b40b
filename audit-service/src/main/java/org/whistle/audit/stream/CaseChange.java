package org.whistle.audit.stream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.timeline.Visibility;

/**
 * One event of a case in the stream: enough to redraw a row of a list, no free text.
 *
 * @param state of the case as it is now, which may be later than the event
 * @param stateAfter what the event made of it; absent where it changed no state
 * @param deadline of the clock that runs now
 */
public record CaseChange(
        int shard,
        long index,
        UUID eventId,
        String type,
        Instant time,
        UUID caseId,
        String caseNumber,
        String state,
        @Nullable String stateAfter,
        int round,
        @Nullable String gridCode,
        String categoryCode,
        @Nullable String whistleKind,
        @Nullable String leadUnit,
        List<String> units,
        List<String> flags,
        @Nullable Instant deadline) {

    public CaseChange {
        units = List.copyOf(units);
        flags = List.copyOf(flags);
    }

    /** Whether a listener with this visibility may see it. */
    public boolean visibleTo(Visibility visibility) {
        return visibility.covers(gridCode, units);
    }
}
