package org.whistle.kit.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;

/** What every changing call answers: the case as it is now (api.md). */
public record CaseAnswer(
        UUID caseId,
        String caseNumber,
        String state,
        long version,
        @Nullable String gridCode,
        String categoryCode,
        List<Deadline> deadlines,
        List<String> allowedActions) {

    public CaseAnswer {
        deadlines = List.copyOf(deadlines);
        allowedActions = List.copyOf(allowedActions);
    }

    /**
     * An open clock of the case.
     *
     * @param at until when; absent while paused
     * @param missed whether its miss was fired
     */
    public record Deadline(
            UUID clockId,
            String kind,
            @Nullable Instant at,
            @Nullable UUID assignmentId,
            @Nullable String conditionCode,
            boolean paused,
            boolean missed) {

        private static final Comparator<Deadline> EARLIEST_FIRST =
                Comparator.comparing(Deadline::at, Comparator.nullsLast(Comparator.naturalOrder()));

        /** The open clocks, the earliest deadline first, the paused ones last. */
        public static List<Deadline> of(Stream<Clock> clocks) {
            return clocks.filter(Clock::open)
                    .map(clock -> new Deadline(
                            clock.clockId(),
                            clock.kind().name(),
                            clock.deadline(),
                            clock.assignmentId(),
                            clock.conditionCode(),
                            clock.deadline() == null,
                            clock.missed() != null))
                    .sorted(EARLIEST_FIRST)
                    .toList();
        }
    }
}
