package org.whistle.replay.script;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** By how many whole weeks data has to be moved. */
public final class WeekShift {

    private static final double WEEK_HOURS = 7 * 24;

    private WeekShift() {}

    /** The least that brings an instant to or after another; none if it is there already. */
    public static long after(LocalDateTime first, ZoneId zone, Instant earliest) {
        LocalDateTime limit = LocalDateTime.ofInstant(earliest, zone);
        return first.isBefore(limit)
                ? Math.ceilDiv(Duration.between(first, limit).toSeconds(), 7 * 86_400L)
                : 0;
    }

    /** The most, negative too, that keeps an instant at or before another. */
    public static long before(LocalDateTime last, ZoneId zone, Instant latest) {
        LocalDateTime limit = LocalDateTime.ofInstant(latest, zone);
        return Math.floorDiv(Duration.between(last, limit).toSeconds(), 7 * 86_400L);
    }

    /** What an earlier play had, from a case of it. */
    public static long of(LocalDateTime planned, ZoneId zone, Instant reported) {
        Duration difference = Duration.between(planned, LocalDateTime.ofInstant(reported, zone));
        return Math.round(difference.toHours() / WEEK_HOURS);
    }
}
