package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.ClockChange;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Lifecycle;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;

/** A case, event by event, in Haiwan's time: booked by its producers and followed by another service at each step. */
final class Story {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]");

    private final WorkCalendar calendar = Packs.HAIWAN;
    private ClockBook book = ClockBook.EMPTY;
    private ClockBook followed = ClockBook.EMPTY;
    private Source source = Source.GRID_PATROL;
    private boolean urgent;
    private boolean located = true;
    private List<FiledCondition> conditions = List.of();
    private CaseState state = CaseState.REPORTED;
    private int round = 1;
    private int events;
    private Instant now = instant("2026-11-23 09:00");
    private List<ClockChange> changes = List.of();

    static Instant instant(String local) {
        return LocalDateTime.parse(local, LOCAL).atZone(Packs.HAIWAN.zone()).toInstant();
    }

    static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, Packs.HAIWAN.zone())
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm"));
    }

    /** Some time later. */
    Story after(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    Story from(Source kind) {
        source = kind;
        return this;
    }

    Story urgent() {
        urgent = true;
        return this;
    }

    Story unlocated() {
        located = false;
        return this;
    }

    /** The state it is in, where the story begins later. */
    Story in(CaseState where) {
        state = where;
        return this;
    }

    Story at(String time) {
        now = instant(time);
        return this;
    }

    Story then(CaseEvent event) {
        return then(event, null);
    }

    /** An event of a part, or of none. */
    Story then(CaseEvent event, @Nullable UUID part) {
        remember(event);
        UUID id = new UUID(0x7000, ++events);
        ClockRules.Result result = ClockRules.apply(
                book,
                new ClockRules.Moment(event, id, part, now, round),
                new ClockRules.Traits(source.answersToCitizen(), urgent, located, conditions, state),
                Packs.LIMITS,
                calendar);
        book = result.book();
        changes = result.changes();
        followed = followed.follow(envelope(event, id, part), calendar);
        assertThat(followed).as("%s as another service follows it", event).isEqualTo(book);
        return this;
    }

    /** The id of the last event. */
    UUID last() {
        return new UUID(0x7000, events);
    }

    ClockBook book() {
        return book;
    }

    List<ClockChange> changes() {
        return changes;
    }

    Instant now() {
        return now;
    }

    CaseState state() {
        return state;
    }

    Clock clock(ClockKind kind) {
        return book.latest(kind).orElseThrow();
    }

    /** The status of the last clock of a kind, such as "due 2026-11-23 15:00". */
    String says(ClockKind kind) {
        return book.latest(kind).map(Story::says).orElse("none");
    }

    String says(ClockKind kind, UUID part) {
        return book.latest(clock -> clock.kind() == kind && clock.of(part))
                .map(Story::says)
                .orElse("none");
    }

    String says(String condition) {
        return book.latest(clock -> condition.equals(clock.conditionCode()))
                .map(Story::says)
                .orElse("none");
    }

    private static String says(Clock clock) {
        if (!clock.open()) {
            return "stopped";
        }
        return clock.deadline() == null ? "paused" : "due " + local(clock.deadline());
    }

    private void remember(CaseEvent event) {
        state = Lifecycle.after(state, event, true);
        switch (event) {
            case IntakeEvent.TicketFiled filed -> conditions = filed.ticket().conditions();
            case IntakeEvent.Located _ -> located = true;
            case IntakeEvent.Reopened _ -> round++;
            case IntakeEvent.SpotChecked checked -> round += checked.passed() ? 0 : 1;
            default -> {}
        }
    }

    private Envelope envelope(CaseEvent event, UUID id, @Nullable UUID part) {
        return new Envelope(
                id,
                "/some-service",
                EventTypes.nameOf(event.getClass()),
                new UUID(1, 1).toString(),
                now,
                "somebody",
                "SOME_ROLE",
                null,
                events,
                null,
                round,
                part,
                null,
                changes,
                event);
    }
}
