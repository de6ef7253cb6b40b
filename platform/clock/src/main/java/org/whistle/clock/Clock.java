package org.whistle.clock;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Limit;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;

/**
 * One clock: a ledger of what started, paused, resumed, extended and stopped it, each with the event that did. Everything
 * else follows from that list and a calendar; {@code deadline} and {@code warning} are what followed the last time.
 *
 * @param used what the same unit had used up before, in the limit's own measure
 * @param deadline until which a stop is in time; absent while paused
 * @param warning when three quarters are gone; absent while paused
 * @param warned whether the warning was fired
 * @param missed the event of the miss, once fired and not withdrawn
 */
public record Clock(
        UUID clockId,
        ClockKind kind,
        Producer owner,
        @Nullable UUID assignmentId,
        @Nullable String responsibleUnit,
        @Nullable String conditionCode,
        Limit limit,
        Duration used,
        List<Entry> entries,
        @Nullable Instant deadline,
        @Nullable Instant warning,
        String calendarVersion,
        boolean warned,
        @Nullable UUID missed) {

    /** By time; at the same instant a stop comes last, so that the order is the same in every service. */
    private static final Comparator<Entry> IN_ORDER = Comparator.comparing(Entry::at)
            .thenComparing(entry -> entry.change() == ClockChangeKind.STOPPED)
            .thenComparing(Entry::change)
            .thenComparing(Entry::eventId);

    public Clock {
        entries = List.copyOf(entries);
    }

    /** One change, by the event that did it; {@code amount} of an extension. */
    public record Entry(
            ClockChangeKind change,
            Instant at,
            UUID eventId,
            @Nullable Limit amount) {}

    /** Started. */
    public Instant startedAt() {
        return entries.getFirst().at();
    }

    /** When it was stopped; absent while it is not. */
    @JsonIgnore
    public @Nullable Instant stoppedAt() {
        return entries.stream()
                .filter(entry -> entry.change() == ClockChangeKind.STOPPED)
                .map(Entry::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether nothing stopped it yet; it may be paused. */
    @JsonIgnore
    public boolean open() {
        return stoppedAt() == null;
    }

    /** Whether it is neither stopped nor paused. */
    @JsonIgnore
    public boolean running() {
        return open() && Deadlines.runs(entries).getLast().to() == null;
    }

    /** Whether it belongs to a part. */
    public boolean of(@Nullable UUID part) {
        return part != null && part.equals(assignmentId);
    }

    /** How often it was extended. */
    public int extensions() {
        return (int) entries.stream()
                .filter(entry -> entry.change() == ClockChangeKind.EXTENDED)
                .count();
    }

    /** Whether a stop at this instant, or none until it, is late. */
    public boolean lateAt(Instant instant) {
        return deadline != null && instant.isAfter(deadline);
    }

    /** What was used up until it was stopped, in the limit's own measure; earlier parts of the same unit included. */
    public Duration usedUp(WorkCalendar calendar) {
        Instant stopped = stoppedAt();
        return stopped == null ? used : used.plus(Deadlines.counted(limit, entries, stopped, calendar));
    }

    /** With one more change, wherever in time it belongs; the same change by the same event counts once. */
    public Clock with(Entry entry, WorkCalendar calendar) {
        boolean known = entries.stream()
                .anyMatch(one -> one.change() == entry.change()
                        && one.eventId().equals(entry.eventId())
                        && one.at().equals(entry.at()));
        if (known) {
            return this;
        }
        List<Entry> all = new ArrayList<>(entries);
        all.add(entry);
        List<Entry> ordered = new ArrayList<>(all.subList(1, all.size()));
        ordered.sort(IN_ORDER);
        ordered.addFirst(all.getFirst());
        Clock next = derived(ordered, calendar);
        boolean moreTime = entry.change() == ClockChangeKind.EXTENDED && open();
        return moreTime ? next.flagged(false, missed) : next;
    }

    /** Without what an event did that turned out to be superseded. */
    Clock without(UUID eventId, WorkCalendar calendar) {
        List<Entry> left = entries.stream()
                .filter(entry -> !entry.eventId().equals(eventId))
                .toList();
        return left.size() == entries.size() || left.isEmpty() ? this : derived(left, calendar);
    }

    /** Whether a miss that was fired turned out to be none: stopped, paused or extended in time after all. */
    boolean wronglyMissed(Instant now) {
        if (missed == null) {
            return false;
        }
        Instant stopped = stoppedAt();
        Instant judged = stopped == null ? now : stopped;
        return !lateAt(judged);
    }

    /** The same clock by another calendar. */
    public Clock recomputed(WorkCalendar calendar) {
        return derived(entries, calendar);
    }

    /** Marked as warned of. */
    Clock asWarned() {
        return flagged(true, missed);
    }

    /** Marked as missed by that event, or as not missed after all. */
    Clock asMissed(@Nullable UUID miss) {
        return flagged(warned || miss != null, miss);
    }

    private Clock flagged(boolean nowWarned, @Nullable UUID miss) {
        return new Clock(
                clockId,
                kind,
                owner,
                assignmentId,
                responsibleUnit,
                conditionCode,
                limit,
                used,
                entries,
                deadline,
                warning,
                calendarVersion,
                nowWarned,
                miss);
    }

    private Clock derived(List<Entry> ordered, WorkCalendar calendar) {
        Deadlines.Pair due = Deadlines.of(limit, used, ordered, calendar);
        boolean movedOn =
                warning != null && due.warning() != null && due.warning().isAfter(warning);
        return new Clock(
                clockId,
                kind,
                owner,
                assignmentId,
                responsibleUnit,
                conditionCode,
                limit,
                used,
                ordered,
                due.deadline(),
                due.warning(),
                calendar.version(),
                warned && !movedOn,
                missed);
    }
}
