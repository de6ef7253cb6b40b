package org.whistle.clock;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.events.ClockChange;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockChangeKind;

/** One event's turn at a case's clocks: starts, pauses, extends and stops them, and writes down what it did. Used up by it. */
final class ClockTurn {

    private final ClockRules.Moment moment;
    private final ClockRules.Traits traits;
    private final DeskLimits limits;
    private final WorkCalendar calendar;
    private final List<ClockChange> changes = new ArrayList<>();
    private ClockBook book;

    ClockTurn(
            ClockBook book,
            ClockRules.Moment moment,
            ClockRules.Traits traits,
            DeskLimits limits,
            WorkCalendar calendar) {
        this.book = book.turned(moment.event(), moment.round());
        this.moment = moment;
        this.traits = traits;
        this.limits = limits;
        this.calendar = calendar;
    }

    ClockRules.Moment moment() {
        return moment;
    }

    ClockRules.Traits traits() {
        return traits;
    }

    DeskLimits limits() {
        return limits;
    }

    WorkCalendar calendar() {
        return calendar;
    }

    ClockBook book() {
        return book;
    }

    ClockRules.Result result() {
        return new ClockRules.Result(
                book.after(moment.event(), moment.eventId(), moment.assignmentId(), moment.time(), calendar), changes);
    }

    void dispatchWhere(boolean wanted) {
        if (wanted) {
            start(ClockKind.DISPATCH, limits.of(traits.urgent() ? "DISPATCH_EMERGENCY" : "DISPATCH"), null);
        }
    }

    /** The clocks of the moment's part that its unit stops. */
    boolean unitsOwn(Clock clock) {
        return clock.of(moment.assignmentId())
                && clock.owner() == Producer.DEPARTMENT
                && clock.kind() != ClockKind.SUPERVISION_REPLY;
    }

    boolean selfHandling(Clock clock) {
        return clock.owner() == Producer.INTAKE
                && (clock.kind() == ClockKind.SELF_HANDLING || clock.kind() == ClockKind.REWORK);
    }

    /** An appeal is about a part of a closed round, and goes on. */
    static boolean ofAPart(Clock clock) {
        return clock.assignmentId() != null && clock.kind() != ClockKind.APPEAL;
    }

    void startWhere(boolean wanted, ClockKind kind) {
        if (wanted) {
            start(kind);
        }
    }

    void start(ClockKind kind) {
        start(kind, limits.of(kind.name()), null);
    }

    void start(ClockKind kind, Limit limit, @Nullable String condition) {
        UUID part = kind.ofPart() ? moment.assignmentId() : null;
        @Nullable
        String unit = book.latest(clock -> clock.of(part) && clock.responsibleUnit() != null)
                .map(Clock::responsibleUnit)
                .orElse(null);
        started(kind, ownerOf(kind), limit, part, unit, condition, Duration.ZERO);
    }

    UUID start(ClockKind kind, Limit limit, OfferedPart part, @Nullable String condition, Duration used) {
        return started(kind, ownerOf(kind), limit, part.assignmentId(), part.unit(), condition, used);
    }

    private Producer ownerOf(ClockKind kind) {
        if (kind.owner() != null) {
            return kind.owner();
        }
        if (moment.assignmentId() != null) {
            return Producer.DEPARTMENT;
        }
        return traits.state().holder() == CaseState.Holder.DISPATCH ? Producer.DISPATCH : Producer.INTAKE;
    }

    UUID started(
            ClockKind kind,
            Producer owner,
            Limit limit,
            @Nullable UUID part,
            @Nullable String unit,
            @Nullable String condition,
            Duration used) {
        UUID clockId = UuidCreator.getNameBasedSha1(moment.eventId(), kind + "/" + part + "/" + condition);
        ClockChange start = new ClockChange(
                clockId,
                kind.name(),
                owner,
                part,
                unit,
                condition,
                ClockChangeKind.STARTED,
                limit,
                used.isZero() ? null : used,
                null,
                null,
                calendar.version());
        record(start);
        return clockId;
    }

    /** {@code at} distinguishes the extensions where a resumed clock takes over several. */
    void extend(Clock clock, @Nullable Limit amount, @Nullable Instant at) {
        record(change(clock, ClockChangeKind.EXTENDED, amount, at));
    }

    void pause(ClockKind kind) {
        changeWhere(ClockChangeKind.PAUSED, clock -> clock.kind() == kind);
    }

    void resume(ClockKind kind) {
        changeWhere(ClockChangeKind.RESUMED, clock -> clock.kind() == kind && !clock.running());
    }

    void stop(ClockKind... kinds) {
        Set<ClockKind> wanted = EnumSet.copyOf(List.of(kinds));
        stopWhere(clock -> wanted.contains(clock.kind()));
    }

    void stopOfPart(ClockKind kind) {
        UUID part = moment.assignmentId();
        stopWhere(clock -> clock.kind() == kind && (part == null ? clock.assignmentId() == null : clock.of(part)));
    }

    /** An appeal is about a closed round, and goes on. */
    void stopAll() {
        stopWhere(clock -> clock.kind() != ClockKind.APPEAL);
    }

    void stopWhere(Predicate<Clock> which) {
        changeWhere(ClockChangeKind.STOPPED, which);
    }

    void changeWhere(ClockChangeKind kind, Predicate<Clock> which) {
        book.open().filter(which).toList().forEach(clock -> record(change(clock, kind, null, null)));
    }

    static ClockChange change(Clock clock, ClockChangeKind kind, @Nullable Limit amount, @Nullable Instant at) {
        return new ClockChange(
                clock.clockId(),
                clock.kind().name(),
                null,
                clock.assignmentId(),
                null,
                null,
                kind,
                amount,
                null,
                at,
                null,
                clock.calendarVersion());
    }

    /** Books the change and writes it down with the deadline that follows. */
    void record(ClockChange change) {
        book = book.with(change, moment.eventId(), moment.time(), moment.round(), calendar);
        @Nullable
        Instant deadline = book.clock(change.clockId()).map(Clock::deadline).orElse(null);
        changes.add(new ClockChange(
                change.clockId(),
                change.kind(),
                change.owner(),
                change.assignmentId(),
                change.responsibleUnit(),
                change.conditionCode(),
                change.change(),
                change.limit(),
                change.used(),
                change.at(),
                deadline,
                change.calendarVersion()));
    }
}
