package org.whistle.clock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;

/**
 * Every clock of a case as far as one service knows them. The producer of an event writes down what the event did
 * ({@link ClockRules}); every other service follows it, and so all get the same instants.
 *
 * @param endedParts parts whose clocks nothing starts again
 * @param round the newest one seen
 * @param ends of the rounds that have ended
 */
public record ClockBook(List<Clock> clocks, Set<UUID> endedParts, int round, List<End> ends) {

    /** Of a case without any clock yet. */
    public static final ClockBook EMPTY = new ClockBook(List.of(), Set.of(), 1, List.of());

    /** A stop at the very deadline is in time, so the miss comes just after it; PostgreSQL counts microseconds. */
    private static final Duration AFTER_THE_DEADLINE = Duration.ofNanos(1_000);

    public ClockBook {
        clocks = List.copyOf(clocks);
        endedParts = Set.copyOf(endedParts);
        ends = List.copyOf(ends);
    }

    /** What ended a round, and when: a start that arrives later is stopped by it, too. */
    public record End(int round, UUID eventId, Instant at) {

        Clock.Entry stop() {
            return new Clock.Entry(ClockChangeKind.STOPPED, at, eventId, null);
        }
    }

    /** A warning or a miss that is due for one clock. */
    public record Due(Clock clock, boolean miss) {}

    /** A clock by its id. */
    public Optional<Clock> clock(UUID clockId) {
        return clocks.stream().filter(clock -> clock.clockId().equals(clockId)).findFirst();
    }

    /** The clocks nothing stopped yet. */
    public Stream<Clock> open() {
        return clocks.stream().filter(Clock::open);
    }

    /** The open ones of a kind. */
    public Stream<Clock> open(ClockKind kind) {
        return open().filter(clock -> clock.kind() == kind);
    }

    /** The open ones of a part and a kind. */
    public Stream<Clock> open(ClockKind kind, @Nullable UUID part) {
        return open(kind).filter(clock -> clock.of(part));
    }

    /** The last one started of a kind, open or not. */
    public Optional<Clock> latest(ClockKind kind) {
        return latest(clock -> clock.kind() == kind);
    }

    /** The last one started of those. */
    public Optional<Clock> latest(Predicate<Clock> which) {
        return clocks.stream().filter(which).reduce((_, later) -> later);
    }

    /** What a service has to warn of or call missed now, of the clocks it owns. */
    public List<Due> due(Producer owner, Instant now) {
        List<Due> due = new ArrayList<>();
        open().filter(clock -> clock.owner() == owner && clock.missed() == null).forEach(clock -> {
            if (clock.lateAt(now)) {
                due.add(new Due(clock, true));
            } else if (!clock.warned() && clock.warning() != null && !now.isBefore(clock.warning())) {
                due.add(new Due(clock, false));
            }
        });
        return due;
    }

    /** When a service has to look again; empty when none of its clocks will fire. */
    public Optional<Instant> nextDue(Producer owner) {
        return open().filter(clock -> clock.owner() == owner && clock.missed() == null && clock.deadline() != null)
                .map(clock -> clock.warned() || clock.warning() == null
                        ? clock.deadline().plus(AFTER_THE_DEADLINE)
                        : clock.warning())
                .min(Comparator.naturalOrder());
    }

    /** Misses a service fired that are not misses any more. */
    public List<Clock> wronglyMissed(Producer owner, Instant now) {
        return clocks.stream()
                .filter(clock -> clock.owner() == owner && clock.wronglyMissed(now))
                .toList();
    }

    /** The book after an event and the clock changes it names; a stale event changes nothing. */
    public ClockBook follow(Envelope envelope, WorkCalendar calendar) {
        if (stale(envelope)) {
            return this;
        }
        ClockBook next = turned(envelope.data(), envelope.round());
        for (ClockChange change : envelope.clocks()) {
            next = next.with(change, envelope.id(), envelope.time(), envelope.round(), calendar);
        }
        return next.after(envelope.data(), envelope.id(), envelope.assignmentId(), envelope.time(), calendar);
    }

    /**
     * Whether an event is of an earlier round, or about a part that has ended. Never stale: appeals and superseded
     * decisions, which are about the past; supervisions, whose clocks stop at the end of the round; and events of a clock's
     * owner about it.
     */
    private boolean stale(Envelope envelope) {
        return switch (envelope.data()) {
            case DepartmentEvent.AppealFiled _,
                    DispatchEvent.AppealReviewed _,
                    DispatchEvent.AppealDecided _,
                    DispatchEvent.Superseded _,
                    DispatchEvent.Supervised _,
                    DeskEvent _ -> false;
            default ->
                envelope.round() < round
                        || (envelope.assignmentId() != null && endedParts.contains(envelope.assignmentId()));
        };
    }

    /** The book with one more change. */
    ClockBook with(ClockChange change, UUID eventId, Instant time, int eventRound, WorkCalendar calendar) {
        Instant at = change.at() == null ? time : change.at();
        if (change.change() == ClockChangeKind.STARTED) {
            if (clock(change.clockId()).isPresent()) {
                return this;
            }
            Clock clock = started(change, eventId, at, calendar);
            return plus(
                    clock.kind().afterTheEnd()
                            ? clock
                            : endOf(eventRound)
                                    .map(end -> clock.with(end.stop(), calendar))
                                    .orElse(clock));
        }
        return each(
                change.clockId(),
                clock -> clock.with(new Clock.Entry(change.change(), at, eventId, change.limit()), calendar));
    }

    /** The book before an event is applied: in the round it begins, open again where it undoes an end. */
    ClockBook turned(EventPayload event, int eventRound) {
        boolean undone = event instanceof IntakeEvent.Unmerged unmerged && unmerged.backTo() == null;
        if (eventRound <= round && !undone) {
            return this;
        }
        List<End> left = ends.stream().filter(end -> end.round() != eventRound).toList();
        return new ClockBook(clocks, endedParts, Math.max(round, eventRound), left);
    }

    private Optional<End> endOf(int whichRound) {
        return ends.stream().filter(end -> end.round() == whichRound).findFirst();
    }

    /** Applies effects of an event beside the clock changes it names: its producer may not know of every clock it ends. */
    ClockBook after(
            EventPayload event, UUID eventId, @Nullable UUID assignmentId, Instant time, WorkCalendar calendar) {
        return switch (event) {
            case DeskEvent.DeadlineWarned warned -> each(warned.clockId(), Clock::asWarned);
            case DeskEvent.DeadlineMissed missed -> each(missed.clockId(), clock -> clock.asMissed(eventId));
            case DeskEvent.MissWithdrawn withdrawn -> each(withdrawn.clockId(), clock -> clock.asMissed(null));
            case DispatchEvent.Superseded superseded ->
                without(superseded.eventId(), calendar).ending(event, eventId, assignmentId, time, calendar);
            default -> ending(event, eventId, assignmentId, time, calendar);
        };
    }

    /** The same book by another calendar. */
    public ClockBook recomputed(WorkCalendar calendar) {
        return new ClockBook(
                clocks.stream()
                        .map(clock -> clock.open() ? clock.recomputed(calendar) : clock)
                        .toList(),
                endedParts,
                round,
                ends);
    }

    /** Every part that has a clock here. */
    @JsonIgnore
    Set<UUID> parts() {
        Set<UUID> parts = new HashSet<>();
        clocks.forEach(clock -> {
            if (clock.assignmentId() != null) {
                parts.add(clock.assignmentId());
            }
        });
        return parts;
    }

    private ClockBook ending(
            EventPayload event, UUID eventId, @Nullable UUID assignmentId, Instant time, WorkCalendar calendar) {
        Set<UUID> parts = PartEnds.of(event, assignmentId, this);
        boolean endsCase = PartEnds.ofCase(event);
        if (parts.isEmpty() && !endsCase) {
            return this;
        }
        Set<UUID> all = new HashSet<>(endedParts);
        all.addAll(parts);
        Clock.Entry stop = new Clock.Entry(ClockChangeKind.STOPPED, time, eventId, null);
        List<Clock> stopped = clocks.stream()
                .map(clock -> clock.open()
                                && !clock.kind().afterTheEnd()
                                && (endsCase || (clock.assignmentId() != null && parts.contains(clock.assignmentId())))
                        ? clock.with(stop, calendar)
                        : clock)
                .toList();
        List<End> allEnds = new ArrayList<>(ends);
        if (endsCase && endOf(round).isEmpty()) {
            allEnds.add(new End(round, eventId, time));
        }
        return new ClockBook(stopped, all, round, allEnds);
    }

    private ClockBook without(UUID eventId, WorkCalendar calendar) {
        return new ClockBook(
                clocks.stream()
                        .filter(clock -> !clock.entries().getFirst().eventId().equals(eventId))
                        .map(clock -> clock.without(eventId, calendar))
                        .toList(),
                endedParts,
                round,
                ends);
    }

    private ClockBook plus(Clock clock) {
        List<Clock> all = new ArrayList<>(clocks);
        all.add(clock);
        return new ClockBook(all, endedParts, round, ends);
    }

    private ClockBook each(UUID clockId, UnaryOperator<Clock> change) {
        return new ClockBook(
                clocks.stream()
                        .map(clock -> clock.clockId().equals(clockId) ? change.apply(clock) : clock)
                        .toList(),
                endedParts,
                round,
                ends);
    }

    private static Clock started(ClockChange change, UUID eventId, Instant at, WorkCalendar calendar) {
        if (change.limit() == null || change.owner() == null) {
            throw new IllegalArgumentException("clock: " + change + " (expected: limit and owner on a start)");
        }
        return new Clock(
                        change.clockId(),
                        ClockKind.valueOf(change.kind()),
                        change.owner(),
                        change.assignmentId(),
                        change.responsibleUnit(),
                        change.conditionCode(),
                        change.limit(),
                        change.used() == null ? Duration.ZERO : change.used(),
                        List.of(new Clock.Entry(ClockChangeKind.STARTED, at, eventId, null)),
                        null,
                        null,
                        calendar.version(),
                        false,
                        null)
                .recomputed(calendar);
    }
}
