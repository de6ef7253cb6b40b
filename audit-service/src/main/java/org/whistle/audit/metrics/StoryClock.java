package org.whistle.audit.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.Limit;

/**
 * A clock as recorded in the events.
 *
 * @param limit on its start
 * @param calendarVersion named by its start
 * @param deadline after the last change that counts; absent while paused
 * @param missed whether its miss was fired and not withdrawn
 */
public record StoryClock(
        UUID clockId,
        ClockKind kind,
        int round,
        @Nullable UUID assignmentId,
        @Nullable String unit,
        @Nullable String conditionCode,
        @Nullable Limit limit,
        @Nullable String calendarVersion,
        Instant startedAt,
        @Nullable Instant deadline,
        Pauses pauses,
        @Nullable Stop stop,
        boolean missed) {

    /** Pauses may overlap; {@code total} is of those that are over. */
    public record Pauses(int open, @Nullable Instant since, Duration total) {

        static final Pauses NONE = new Pauses(0, null, Duration.ZERO);

        Pauses begin(Instant at) {
            return new Pauses(open + 1, since == null ? at : since, total);
        }

        Pauses end(Instant at) {
            if (open > 1) {
                return new Pauses(open - 1, since, total);
            }
            return since == null ? NONE.plus(total) : NONE.plus(total).plus(Duration.between(since, at));
        }

        private Pauses plus(Duration more) {
            return new Pauses(open, since, total.plus(more));
        }
    }

    /**
     * What stopped it.
     *
     * @param done whether that is what the clock measures, not the end of its part or case
     * @param worker the grid worker who did it
     */
    public record Stop(Instant at, boolean done, @Nullable String worker) {}

    /** In time, or not: at the instant it became certain. */
    public record Verdict(Instant at, boolean inTime) {}

    /**
     * In time when stopped by its deadline, late from the deadline on; empty where it ended early without being done, or
     * has no deadline now.
     */
    public Optional<Verdict> verdict() {
        boolean inTime = stop != null && (deadline == null || !stop.at().isAfter(deadline));
        if (stop != null && inTime) {
            return stop.done() ? Optional.of(new Verdict(stop.at(), true)) : Optional.empty();
        }
        return Optional.ofNullable(deadline).map(at -> new Verdict(at, false));
    }

    /** Whether it was stopped by what it measures, by its deadline. */
    public boolean doneInTime() {
        return verdict().filter(Verdict::inTime).isPresent();
    }

    /** How long it ran until its stop, pauses left out; zero while open. */
    public Duration ran() {
        if (stop == null) {
            return Duration.ZERO;
        }
        Duration all = Duration.between(startedAt, stop.at())
                .minus(pauses.end(stop.at()).total());
        return all.isNegative() ? Duration.ZERO : all;
    }

    boolean of(@Nullable UUID part) {
        return part != null && part.equals(assignmentId);
    }

    StoryClock due(@Nullable Instant at) {
        return with(at, pauses, stop, missed);
    }

    StoryClock paused(Instant at) {
        return with(null, pauses.begin(at), stop, missed);
    }

    StoryClock resumed(Instant at, @Nullable Instant due) {
        return with(due, pauses.end(at), stop, missed);
    }

    StoryClock missed(boolean fired) {
        return with(deadline, pauses, stop, fired);
    }

    /** The earliest stop is the one. */
    StoryClock stopped(Stop by, @Nullable Instant due) {
        if (stop != null && !by.at().isBefore(stop.at())) {
            return this;
        }
        return with(due == null ? deadline : due, pauses, by, missed);
    }

    private StoryClock with(@Nullable Instant due, Pauses idle, @Nullable Stop stopped, boolean fired) {
        return new StoryClock(
                clockId,
                kind,
                round,
                assignmentId,
                unit,
                conditionCode,
                limit,
                calendarVersion,
                startedAt,
                due,
                idle,
                stopped,
                fired);
    }
}
