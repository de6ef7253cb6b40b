package org.whistle.audit.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.CaseFacts;
import org.whistle.events.ObservedState;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.WhistleKind;

/**
 * The status of a case, from all of its events and nothing else.
 *
 * @param facts of the report, then of the ticket
 * @param gridCode of the last event that names one
 * @param units every unit a part was ever offered to, in that order
 * @param mainCase what it was merged into
 * @param flags honesty flags and {@link CaseFlag}s, for searches
 * @param reportIndex the place of the report in its shard
 * @param deadline of the clock that runs now; absent while none runs
 * @param handlingDeadline of the lead's last stage in this round
 * @param steps what each event did, in the order of the ledger
 */
record CaseSummary(
        CaseFacts facts,
        ObservedState standing,
        @Nullable String gridCode,
        @Nullable WhistleKind whistleKind,
        @Nullable String leadUnit,
        SequencedSet<String> units,
        @Nullable UUID mainCase,
        SequencedSet<String> flags,
        long reportIndex,
        Instant reportedAt,
        Instant stateSince,
        @Nullable Instant closedAt,
        @Nullable Instant deadline,
        @Nullable Instant handlingDeadline,
        List<Step> steps) {

    CaseSummary {
        steps = List.copyOf(steps);
    }

    /**
     * One event and what it did.
     *
     * @param stateAfter only where it changed the state
     * @param superseded why it did nothing in the end
     */
    record Step(
            Entry entry,
            @Nullable CaseState stateAfter,
            @Nullable String superseded) {}

    /** Empty while the report itself has not been seen. */
    static Optional<CaseSummary> of(List<Entry> log) {
        Summary summary = new Summary();
        log.forEach(summary::take);
        return summary.result();
    }
}
