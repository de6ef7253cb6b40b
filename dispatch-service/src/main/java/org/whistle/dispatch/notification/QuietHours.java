package org.whistle.dispatch.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** 免打扰: a stretch of each day, across midnight where it ends earlier than it begins; equal ends are no stretch at all. */
record QuietHours(LocalTime from, LocalTime to) {

    /** When the stretch ends that an instant lies in; empty outside of it. */
    Optional<Instant> endAfter(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        LocalDate today = local.toLocalDate();
        if (from.isBefore(to)) {
            return !time.isBefore(from) && time.isBefore(to) ? Optional.of(at(today, zone)) : Optional.empty();
        }
        if (from.equals(to) || (!time.isBefore(to) && time.isBefore(from))) {
            return Optional.empty();
        }
        return Optional.of(at(time.isBefore(to) ? today : today.plusDays(1), zone));
    }

    private Instant at(LocalDate day, ZoneId zone) {
        return day.atTime(to).atZone(zone).toInstant();
    }
}
