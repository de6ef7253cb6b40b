package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;

/** The rows about due rounds in domain.md, word by word, looked up round by round. */
record Definitions(List<DueRound> rounds, Instant from, Instant to) {

    /**
     * A round with a handling deadline.
     *
     * @param checkPassed the check that the last completion passed; absent where it did not, or the round was forced
     * @param completedInTime whether that completion came by the handling deadline, or a rework's by its own
     * @param closedInTime whether the closing came by handling deadline, check and confirmation limits
     */
    record DueRound(
            Instant deadline,
            @Nullable Instant closed,
            @Nullable Instant checkPassed,
            boolean completedInTime,
            boolean closedInTime) {}

    /** Rounds whose handling deadline falls in the period, plus those carried over. */
    long due() {
        return count(this::isDue);
    }

    /** Deadline before the period, still open at its start. */
    long carriedOver() {
        return count(this::isCarriedOver);
    }

    long closed() {
        return count(round ->
                isDue(round) && round.closed() != null && round.closed().isBefore(to));
    }

    /** Open past the handling deadline at the end of the period. */
    long overdueOpen() {
        return count(round -> round.deadline().isBefore(to)
                && (round.closed() == null || !round.closed().isBefore(to)));
    }

    long handledInTime() {
        return count(round -> isDue(round)
                && round.completedInTime()
                && round.checkPassed() != null
                && round.checkPassed().isBefore(to));
    }

    long closedInTime() {
        return count(round -> isDue(round)
                && round.closedInTime()
                && round.closed() != null
                && round.closed().isBefore(to));
    }

    private boolean isDue(DueRound round) {
        boolean within = !round.deadline().isBefore(from) && round.deadline().isBefore(to);
        return within || isCarriedOver(round);
    }

    private boolean isCarriedOver(DueRound round) {
        return round.deadline().isBefore(from)
                && (round.closed() == null || !round.closed().isBefore(from));
    }

    private long count(Predicate<DueRound> which) {
        return rounds.stream().filter(which).count();
    }

    static List<DueRound> dueRounds(Told told, Predicate<Fact> of) {
        List<DueRound> rounds = new ArrayList<>();
        for (StoryRound round : told.story().rounds()) {
            StoryPart part = told.story().part(round.lead()).orElse(null);
            if (part != null
                    && of.test(Fact.of(Measure.DUE, part.offeredAt(), round).of(part))) {
                told.story()
                        .lastStage(round, part.assignmentId())
                        .filter(clock -> clock.deadline() != null)
                        .ifPresent(clock -> rounds.add(dueRound(told, round, part.assignmentId(), clock)));
            }
        }
        return rounds;
    }

    private static DueRound dueRound(Told told, StoryRound round, UUID part, StoryClock handling) {
        Instant passed = null;
        Instant completed = null;
        Instant limit = handling.deadline();
        boolean forced = false;
        for (Moment moment : told.story().moments()) {
            if (moment.round() != round.number()) {
                continue;
            }
            switch (moment.event()) {
                case DepartmentEvent.Completed _ -> completed = part.equals(moment.part()) ? moment.at() : completed;
                case IntakeEvent.CheckPassed _ -> passed = moment.at();
                case IntakeEvent.CheckFailed _, IntakeEvent.Vetoed _ -> passed = null;
                case DispatchEvent.ForceClosed _ -> forced = true;
                case DispatchEvent.ReworkOrdered rework -> {
                    passed = null;
                    if (rework.parts().contains(part)) {
                        limit = reworkLimit(told, part, moment);
                    }
                }
                default -> {}
            }
        }
        Instant closed = round.end() == null ? null : round.end().at();
        boolean inTime = completed != null && (limit == null || !completed.isAfter(limit));
        Instant deadline = java.util.Objects.requireNonNull(handling.deadline());
        boolean closedInTime = !forced
                && closed != null
                && !closed.isAfter(
                        ClosingLimit.after(deadline, told.story(), round, Told.CALENDARS.of(round.territory(), null)));
        return new DueRound(deadline, closed, forced ? null : passed, inTime, closedInTime);
    }

    private static @Nullable Instant reworkLimit(Told told, UUID part, Moment ordered) {
        return told.story()
                .latest(clock -> clock.kind() == ClockKind.REWORK
                        && clock.of(part)
                        && clock.startedAt().equals(ordered.at()))
                .map(StoryClock::deadline)
                .orElse(null);
    }
}
