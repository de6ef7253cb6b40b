package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.CaseEvent;
import org.whistle.events.ClockChange;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.Role;

/** Builds the clocks of a history from the clock changes in the events; no deadline is recomputed. */
final class ClockStoryBuilder {

    private final Map<UUID, StoryClock> clocks = new LinkedHashMap<>();

    List<StoryClock> clocks() {
        return List.copyOf(clocks.values());
    }

    /** @param over whether the part or round a clock would start in has ended: it starts stopped */
    void take(Envelope envelope, CaseEvent event, Predicate<ClockChange> over) {
        for (ClockChange change : envelope.clocks()) {
            Instant at = change.at() == null ? envelope.time() : change.at();
            if (change.change() == ClockChangeKind.STARTED) {
                start(change, envelope.round(), at, over.test(change));
            } else {
                change(change.clockId(), clock -> changed(clock, change, at, envelope, event));
            }
        }
        said(event);
    }

    /** Stops clocks that an event ends without naming them: its producer may not know of them. */
    void end(Predicate<StoryClock> which, Instant at) {
        clocks.replaceAll((_, clock) -> clock.stop() == null && which.test(clock)
                ? clock.stopped(new StoryClock.Stop(at, false, null), null)
                : clock);
    }

    private void said(CaseEvent event) {
        switch (event) {
            case DeskEvent.DeadlineMissed missed -> change(missed.clockId(), clock -> clock.missed(true));
            case DeskEvent.MissWithdrawn withdrawn -> change(withdrawn.clockId(), clock -> clock.missed(false));
            case DeskEvent.DeadlineRecomputed recomputed ->
                change(recomputed.clockId(), clock -> clock.stop() == null ? clock.due(recomputed.deadline()) : clock);
            default -> {}
        }
    }

    private void start(ClockChange change, int round, Instant at, boolean over) {
        kindOf(change.kind())
                .ifPresent(kind -> clocks.computeIfAbsent(change.clockId(), id -> {
                    StoryClock clock = new StoryClock(
                            id,
                            kind,
                            round,
                            change.assignmentId(),
                            change.responsibleUnit(),
                            change.conditionCode(),
                            change.limit(),
                            change.calendarVersion(),
                            at,
                            change.deadline(),
                            StoryClock.Pauses.NONE,
                            null,
                            false);
                    return over && !kind.afterTheEnd()
                            ? clock.stopped(new StoryClock.Stop(at, false, null), null)
                            : clock;
                }));
    }

    private static StoryClock changed(
            StoryClock clock, ClockChange change, Instant at, Envelope envelope, CaseEvent event) {
        return switch (change.change()) {
            case STARTED -> clock;
            case EXTENDED -> clock.due(change.deadline());
            case PAUSED -> clock.paused(at);
            case RESUMED -> clock.resumed(at, change.deadline());
            case STOPPED ->
                clock.stopped(
                        new StoryClock.Stop(at, Finish.of(clock.kind(), event), workerOf(envelope)), change.deadline());
        };
    }

    private void change(UUID clockId, UnaryOperator<StoryClock> change) {
        clocks.computeIfPresent(clockId, (_, clock) -> change.apply(clock));
    }

    private static @Nullable String workerOf(Envelope envelope) {
        return envelope.actorRole().equals(Role.GRID_WORKER.name()) ? envelope.actor() : null;
    }

    /** An unknown kind, of another version, is ignored. */
    private static Optional<ClockKind> kindOf(String name) {
        return Arrays.stream(ClockKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
