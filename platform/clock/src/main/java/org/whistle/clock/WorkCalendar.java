package org.whistle.clock;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a county works: slots of the day in its time zone, weekends, statutory holidays and make-up days 调休. A day that no
 * published calendar names is worked unless it is a Saturday or a Sunday.
 *
 * @param version of the published calendar
 * @param slots of a working day, in order, without overlap
 * @param exceptions days that differ from their weekday
 */
public record WorkCalendar(String version, ZoneId zone, List<Slot> slots, Map<LocalDate, Exception> exceptions) {

    /** China's usual day before a county has published its own. */
    public static final WorkCalendar UNPUBLISHED = new WorkCalendar(
            "none",
            ZoneId.of("Asia/Shanghai"),
            List.of(
                    new Slot(LocalTime.of(8, 0), LocalTime.of(12, 0)),
                    new Slot(LocalTime.of(14, 0), LocalTime.of(18, 0))),
            Map.of());

    /** Checks that the slots are in order and that there is at least one. */
    public WorkCalendar {
        slots = slots.stream().sorted(Comparator.comparing(Slot::from)).toList();
        exceptions = Map.copyOf(exceptions);
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("slots: none (expected: at least one)");
        }
        for (int i = 1; i < slots.size(); i++) {
            if (slots.get(i).from().isBefore(slots.get(i - 1).to())) {
                throw new IllegalArgumentException("slots: " + slots + " (expected: without overlap)");
            }
        }
    }

    /** Local times in which working hours run; {@code to} is exclusive. */
    public record Slot(LocalTime from, LocalTime to) {

        /** Checks that it has a length. */
        public Slot {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("slot: " + from + "–" + to + " (expected: from before to)");
            }
        }
    }

    /** A holiday on a working weekday, or a working day at a weekend. */
    public record Exception(boolean working, String nameZh, String nameEn) {}

    /** Whether working hours run on the day. */
    public boolean working(LocalDate day) {
        Exception exception = exceptions.get(day);
        return exception == null ? !weekend(day) : exception.working();
    }

    /** The exception of the day; absent for most. */
    public @Nullable Exception exception(LocalDate day) {
        return exceptions.get(day);
    }

    /** The local day an instant lies in. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The first instant of a local day: the 24:00 of the day before. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** A slot of the day as instants. */
    public Span span(LocalDate day, Slot slot) {
        return new Span(
                ZonedDateTime.of(day, slot.from(), zone).toInstant(),
                ZonedDateTime.of(day, slot.to(), zone).toInstant());
    }

    /** The working time between two instants. */
    public Duration worked(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        for (LocalDate day = dayOf(from); !startOf(day).isAfter(to); day = day.plusDays(1)) {
            if (working(day)) {
                for (Slot slot : slots) {
                    worked = worked.plus(span(day, slot).within(from, to));
                }
            }
        }
        return worked;
    }

    /** The first instant at which so much working time has passed; {@code from} itself for none. */
    public Instant afterWork(Instant from, Duration amount) {
        if (amount.isZero() || amount.isNegative()) {
            return from;
        }
        Duration left = amount;
        for (LocalDate day = dayOf(from); ; day = day.plusDays(1)) {
            if (working(day)) {
                for (Slot slot : slots) {
                    Span span = span(day, slot);
                    Duration available = span.within(from, span.to());
                    if (available.compareTo(left) >= 0) {
                        return (from.isAfter(span.from()) ? from : span.from()).plus(left);
                    }
                    left = left.minus(available);
                }
            }
        }
    }

    /** The time between two instants as a wall clock shows it: every day has 24 hours. */
    Duration shown(Instant from, Instant to) {
        return Duration.between(onTheWall(from), onTheWall(to));
    }

    /** Local time that never goes back: it stops while an hour is repeated. */
    private LocalDateTime onTheWall(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        boolean repeated = change != null && change.isOverlap() && !instant.isBefore(change.getInstant());
        return repeated ? change.getDateTimeBefore() : local;
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
