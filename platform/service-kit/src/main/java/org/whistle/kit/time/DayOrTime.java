package org.whistle.kit.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One end of an interval: a day, which is included, or an instant. Either way it ends before {@link #end}.
 *
 * @param day of the county
 */
public record DayOrTime(@Nullable LocalDate day, @Nullable Instant time) {

    private static final Pattern DAY = Pattern.compile("[+-]?\\d{4,9}-\\d\\d-\\d\\d");

    /** A plus sign that was not escaped arrives as a blank. */
    private static final Pattern LOST_PLUS = Pattern.compile("(?<=T[\\d:.]{5,20}) (?=\\d\\d:?(?:\\d\\d)?$)");

    /**
     * Of {@code 2026-11-24}, {@code 2026-11-24T08:00:00+08:00} or {@code 2026-11-24T00:00:00Z}.
     *
     * @throws DateTimeException for anything else, or what is out of {@link Bounds}
     */
    public static DayOrTime of(String text) {
        String stripped = text.strip();
        return DAY.matcher(stripped).matches()
                ? new DayOrTime(day(stripped), null)
                : new DayOrTime(null, time(stripped));
    }

    /** A day within bounds. */
    public static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text.strip());
        if (!Bounds.contain(day)) {
            throw new DateTimeException("day: " + day + " (expected: 1900 to 9999)");
        }
        return day;
    }

    /** An instant within bounds. */
    public static Instant time(String text) {
        Instant time = OffsetDateTime.parse(LOST_PLUS.matcher(text.strip()).replaceAll("+"))
                .toInstant();
        if (!Bounds.contain(time)) {
            throw new DateTimeException("time: " + time + " (expected: 1900 to 9999)");
        }
        return time;
    }

    /** Where an interval begins that begins with it. */
    public Instant start(ZoneId zone) {
        return day == null ? required(time) : day.atStartOfDay(zone).toInstant();
    }

    /** Before when an interval ends that ends with it: after the whole day. */
    public Instant end(ZoneId zone) {
        return day == null ? required(time) : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Whether an interval with these ends has none between them. */
    public static boolean reversed(@Nullable DayOrTime from, @Nullable DayOrTime to, ZoneId zone) {
        return from != null
                && to != null
                && (to.day == null
                        ? to.end(zone).isBefore(from.start(zone))
                        : !to.end(zone).isAfter(from.start(zone)));
    }

    private static Instant required(@Nullable Instant time) {
        return java.util.Objects.requireNonNull(time, "day or time");
    }
}
