package org.whistle.dispatch.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is told; pure.
 *
 * @param zone of the county
 * @param dailyAt when the one digest of the day comes; absent for at once
 */
record Timing(QuietHours quiet, ZoneId zone, @Nullable LocalTime dailyAt) {

    /** When what happened now is told; later than now where it is held back for a digest. */
    Instant due(Instant now, boolean urgent) {
        if (urgent) {
            return now;
        }
        Instant wanted = dailyAt == null ? now : next(dailyAt, now);
        return quiet.endAfter(wanted, zone).orElse(wanted);
    }

    private Instant next(LocalTime time, Instant now) {
        ZonedDateTime today = now.atZone(zone).with(time);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }
}
