package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Limit;

/**
 * A deadline explained line by line. What the lines count adds up: at the deadline to {@code allowed}, exactly.
 *
 * @param allowed the limit and its extensions, in counted time
 * @param counted by all lines together
 * @param deadline absent while paused
 */
public record Explanation(
        Limit limit,
        Duration allowed,
        Duration counted,
        @Nullable Instant deadline,
        List<Line> lines) {

    public Explanation {
        lines = List.copyOf(lines);
    }

    /** Why a stretch counts or does not; of two that begin at once, the earlier named comes first. */
    public enum Reason {
        /** the clock starts */
        STARTED,
        /** what the same unit used up before a recall */
        USED,
        /** more time was granted */
        EXTENDED,
        /** working hours */
        WORKING,
        /** working hours of a weekend day that is worked 调休 */
        MAKE_UP_DAY,
        /** lunch, evening, night, early morning */
        OUTSIDE_HOURS,
        /** Saturday, Sunday, and the night before and after */
        WEEKEND,
        /** a statutory holiday, and the weekend and the nights around it */
        HOLIDAY,
        /** urgent units: every second */
        ELAPSED,
        /** calendar days: the day of the start, which does not count */
        STARTING_DAY,
        /** calendar days */
        CALENDAR_DAY,
        /** calendar days: pushed on to the end of a day */
        PUSHED_ON,
        /** paused */
        PAUSED,
        /** due */
        DEADLINE,
        /** what would have counted after the deadline */
        OVERDUE,
        /** the clock was stopped */
        STOPPED
    }

    /** A stretch of time, or an instant where {@code from} is {@code to}, in both languages and the county's time. */
    public record Line(Instant from, Instant to, Duration counted, Reason reason, String zh, String en) {}

    /** Explains a clock up to an instant, or to its stop. */
    public static Explanation of(Clock clock, WorkCalendar calendar, Instant until) {
        return of(clock, calendar, until, eventId -> null);
    }

    /**
     * Explains a clock up to an instant, or to its stop.
     *
     * @param typeOf names the type of an event, such as {@code case.suspended.v1}, so that a pause shows its cause
     */
    public static Explanation of(
            Clock clock, WorkCalendar calendar, Instant until, Function<UUID, @Nullable String> typeOf) {
        return new Explaining(clock, calendar, until, typeOf).explanation();
    }
}
