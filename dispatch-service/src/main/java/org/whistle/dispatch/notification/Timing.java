package org.whistle.dispatch.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a notification is due; pure.
 *
 * @param zone of the county
 * @param dailyAt local time of the daily digest; absent for no daily digest
 */
record Timing(QuietHours quiet, ZoneId zone, @Nullable LocalTime dailyAt) {

    /** When an event of now is due; later than now where it is held for the daily digest or the end of quiet hours. */
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
