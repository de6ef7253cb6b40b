package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.problem.RefusedException;

/** The periods allowed for numbers: past or running, a year and a day at most. */
final class Periods {

    private Periods() {}

    /**
     * The period asked for; this month so far where nothing is.
     *
     * @throws RefusedException 422 naming the field for one that is not begun, reversed or too long
     */
    static Period of(@Nullable LocalDate from, @Nullable LocalDate to, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate until = to == null ? today.plusDays(1) : to;
        LocalDate since = from == null ? until.minusDays(1).withDayOfMonth(1) : from;
        if (since.isAfter(today)) {
            throw RefusedException.field("/from", "PERIOD_AHEAD");
        }
        if (until.isAfter(today.plusDays(1))) {
            throw RefusedException.field("/to", "PERIOD_AHEAD");
        }
        if (!since.isBefore(until)) {
            throw RefusedException.field("/to", "PERIOD_REVERSED");
        }
        if (since.isBefore(LocalDate.EPOCH)) {
            throw RefusedException.field("/from", "PERIOD_TOO_EARLY");
        }
        if (since.plusYears(1).plusDays(1).isBefore(until)) {
            throw RefusedException.field("/from", "PERIOD_TOO_LONG");
        }
        return new Period(since, until);
    }
}
