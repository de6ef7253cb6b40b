package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.whistle.clock.Explanation.Reason;

/** Cuts time into what is worked and why the rest is not; adjacent reasons not to work are one stretch. */
final class WorkStretches {

    private static final Phrase WORKING = new Phrase("工作时间", "working time");

    private WorkStretches() {}

    static List<Stretch> between(Instant from, Instant to, WorkCalendar calendar) {
        List<Stretch> stretches = new ArrayList<>();
        Instant reached = from;
        for (LocalDate day : days(from, to, calendar).filter(calendar::working).toList()) {
            for (WorkCalendar.Slot slot : calendar.slots()) {
                Span span = calendar.span(day, slot);
                Instant begin = span.from().isAfter(reached) ? span.from() : reached;
                Instant end = span.to().isBefore(to) ? span.to() : to;
                if (begin.isBefore(end)) {
                    stretches.addAll(off(reached, begin, calendar));
                    stretches.add(worked(begin, end, day, calendar));
                    reached = end;
                }
            }
        }
        stretches.addAll(off(reached, to, calendar));
        return stretches;
    }

    private static Stretch worked(Instant from, Instant to, LocalDate day, WorkCalendar calendar) {
        WorkCalendar.Exception exception = calendar.exception(day);
        Duration counted = Duration.between(from, to);
        return exception == null
                ? new Stretch(from, to, counted, Reason.WORKING, WORKING)
                : new Stretch(
                        from,
                        to,
                        counted,
                        Reason.MAKE_UP_DAY,
                        new Phrase("调休上班（", "make-up day (")
                                .then(nameOf(exception))
                                .then("）", ")"));
    }

    /** One reason for a stretch that does not count: a holiday before a weekend, a weekend before the hours outside work. */
    private static List<Stretch> off(Instant from, Instant to, WorkCalendar calendar) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        List<LocalDate> idle =
                days(from, to, calendar).filter(day -> !calendar.working(day)).toList();
        List<Phrase> holidays = idle.stream()
                .map(calendar::exception)
                .filter(Objects::nonNull)
                .map(WorkStretches::nameOf)
                .distinct()
                .toList();
        if (!holidays.isEmpty()) {
            return List.of(new Stretch(from, to, Duration.ZERO, Reason.HOLIDAY, Phrase.list(holidays)));
        }
        if (!idle.isEmpty()) {
            return List.of(new Stretch(from, to, Duration.ZERO, Reason.WEEKEND, new Phrase("周末", "weekend")));
        }
        return List.of(new Stretch(from, to, Duration.ZERO, Reason.OUTSIDE_HOURS, outside(from, to, calendar)));
    }

    private static Phrase outside(Instant from, Instant to, WorkCalendar calendar) {
        LocalDate day = calendar.dayOf(from);
        Instant morning = calendar.span(day, calendar.slots().getFirst()).to();
        Instant evening = calendar.span(day, calendar.slots().getLast()).from();
        return from.isBefore(morning) || to.isAfter(evening)
                ? new Phrase("非工作时间", "outside working hours")
                : new Phrase("午休", "lunch break");
    }

    private static Phrase nameOf(WorkCalendar.Exception exception) {
        return new Phrase(exception.nameZh(), exception.nameEn());
    }

    /** The local days with any instant of a stretch in them. */
    private static Stream<LocalDate> days(Instant from, Instant to, WorkCalendar calendar) {
        return Stream.iterate(calendar.dayOf(from), day -> calendar.startOf(day).isBefore(to), day -> day.plusDays(1));
    }
}
