package org.whistle.kit.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockRules;
import org.whistle.events.ClockChange;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;

/**
 * Turns what a desk decided into envelopes and books what they do to the case's clocks: one decision, in the order of its
 * events. Mutable, and used up by one write.
 */
final class EventRecorder<C extends CaseRecord> {

    private final BiFunction<C, ClockBook, C> withClocks;
    private final Producer producer;
    private final CountyTime county;
    private final Author author;
    private final Instant time;
    private final List<Envelope> envelopes = new ArrayList<>();
    private final Supplier<UUID> ids;
    private long sequence;
    private C body;

    EventRecorder(
            BiFunction<C, ClockBook, C> withClocks,
            Producer producer,
            CountyTime county,
            Author author,
            Instant time,
            long sequence,
            C body,
            Supplier<UUID> ids) {
        this.withClocks = withClocks;
        this.producer = producer;
        this.county = county;
        this.author = author;
        this.time = time;
        this.sequence = sequence;
        this.body = body;
        this.ids = ids;
    }

    C body() {
        return body;
    }

    ClockBook clocks() {
        return body.clocks();
    }

    Instant time() {
        return time;
    }

    long sequence() {
        return sequence;
    }

    List<Envelope> envelopes() {
        return envelopes;
    }

    boolean changes(C before) {
        return !envelopes.isEmpty() || !body.equals(before);
    }

    /** Whether a clock ran out whose miss was not published yet. */
    boolean isOverdue() {
        return clocks().due(producer, time).stream().anyMatch(ClockBook.Due::miss);
    }

    /**
     * Records misses that the timer has not published yet, before a person's decision, so that a late decision counts as
     * late.
     */
    EventRecorder<C> overdue() {
        clocks().due(producer, time).stream()
                .filter(ClockBook.Due::miss)
                .forEach(due -> emit(DeadlineEvents.event(due)));
        return this;
    }

    /** A step further: the record, which keeps the clocks as booked so far, and its events. */
    EventRecorder<C> record(Outcome<C> outcome) {
        body = withClocks.apply(outcome.next(), clocks());
        outcome.events().forEach(this::emit);
        return this;
    }

    /** Records what is due now: warnings and misses. */
    EventRecorder<C> fired() {
        clocks().due(producer, time).forEach(due -> emit(DeadlineEvents.event(due)));
        return this;
    }

    /** Books the clock changes of another desk's event. */
    EventRecorder<C> following(InboundEvent inbound) {
        book(clocks().follow(inbound.envelope(), county.calendar()));
        return this;
    }

    /** Records the effects of another desk's event on clocks that this service owns. */
    EventRecorder<C> settled(InboundEvent inbound) {
        Envelope cause = inbound.envelope();
        if (inbound.afterAnOutage() && cause.time().isBefore(time)) {
            clocks().open()
                    .filter(clock -> clock.owner() == producer && startedBy(clock, cause))
                    .toList()
                    .forEach(clock -> emit(paused(clock, cause.time())));
        }
        return withdrawn();
    }

    /** Pauses what this service owns while it was out, once; a clock that started later is not touched. */
    EventRecorder<C> paused(Instant from, Instant to) {
        if (clocks().open()
                .filter(clock -> clock.owner() == producer && clock.startedAt().isBefore(to))
                .anyMatch(clock -> clock.entries().stream()
                        .noneMatch(entry -> entry.change() == ClockChangeKind.RESUMED
                                && entry.at().equals(to)))) {
            emit(PendingEvent.of(new DeskEvent.OutagePaused(producer, from, to, null)));
        }
        return withdrawn();
    }

    /** By the calendar in force now. */
    EventRecorder<C> recomputed() {
        ClockBook before = clocks();
        book(before.recomputed(county.calendar()));
        clocks().open()
                .filter(clock -> clock.owner() == producer && clock.deadline() != null)
                .filter(clock -> !Objects.equals(
                        clock.deadline(),
                        before.clock(clock.clockId()).map(Clock::deadline).orElse(null)))
                .toList()
                .forEach(clock -> emit(DeadlineEvents.recomputed(clock)));
        return withdrawn();
    }

    void emit(PendingEvent pendingEvent) {
        UUID id = pendingEvent.id() == null ? ids.get() : pendingEvent.id();
        ClockRules.Result result = ClockRules.apply(
                clocks(),
                new ClockRules.Moment(pendingEvent.event(), id, pendingEvent.assignmentId(), time, body.round()),
                body.traits(),
                county.limits(),
                county.calendar());
        book(result.book());
        sequence++;
        envelopes.add(envelope(pendingEvent, id, result.changes()));
    }

    private EventRecorder<C> withdrawn() {
        clocks().wronglyMissed(producer, time).forEach(clock -> emit(DeadlineEvents.withdrawn(clock)));
        return this;
    }

    private PendingEvent paused(Clock clock, Instant from) {
        return new PendingEvent(
                new DeskEvent.OutagePaused(producer, from, time, clock.clockId()), clock.assignmentId(), null, null);
    }

    private static boolean startedBy(Clock clock, Envelope cause) {
        return clock.entries().getFirst().eventId().equals(cause.id());
    }

    private void book(ClockBook clocks) {
        body = withClocks.apply(body, clocks);
    }

    private Envelope envelope(PendingEvent pendingEvent, UUID id, List<ClockChange> changes) {
        Author by = DeadlineEvents.said(pendingEvent.event()) ? Author.timer() : author;
        return new Envelope(
                id,
                producer.source(),
                EventTypes.nameOf(pendingEvent.event().getClass()),
                body.caseId().toString(),
                time,
                by.actor(),
                by.role(),
                body.jurisdiction(),
                sequence,
                by.cause(),
                body.round(),
                pendingEvent.assignmentId(),
                pendingEvent.attempt(),
                changes,
                pendingEvent.event());
    }
}
