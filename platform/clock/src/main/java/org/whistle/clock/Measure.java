package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;

/** Which part of the elapsed time a unit counts (domain.md, Clocks). */
enum Measure {
    /** every second, nights and holidays included */
    ELAPSED,
    /** only inside working slots */
    WORKED,
    /** whole days, to 24:00 local; each counts as 24 hours, also when daylight saving changes */
    DAYS;

    private static final int WORK_HOURS_A_DAY = 8;

    static Measure of(ClockUnit unit) {
        return switch (unit) {
            case URGENT_MINUTE, URGENT_HOUR, URGENT_DAY -> ELAPSED;
            case WORK_HOUR, WORK_DAY -> WORKED;
            case CALENDAR_DAY -> DAYS;
        };
    }

    /** The limit as counted time; a working day is 8 hours, independent of the county's slots. */
    static Duration length(Limit limit) {
        return switch (limit.unit()) {
            case URGENT_MINUTE -> Duration.ofMinutes(limit.amount());
            case URGENT_HOUR, WORK_HOUR -> Duration.ofHours(limit.amount());
            case WORK_DAY -> Duration.ofHours((long) WORK_HOURS_A_DAY * limit.amount());
            case URGENT_DAY, CALENDAR_DAY -> Duration.ofDays(limit.amount());
        };
    }

    /** How much of the time between two instants counts. */
    Duration between(Instant from, Instant to, WorkCalendar calendar) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        return switch (this) {
            case ELAPSED -> Duration.between(from, to);
            case WORKED -> calendar.worked(from, to);
            case DAYS -> calendar.shown(from, to);
        };
    }

    /** The first instant at which so much has counted. */
    Instant after(Instant from, Duration amount, WorkCalendar calendar) {
        return this == WORKED ? calendar.afterWork(from, amount) : from.plus(amount);
    }
}
