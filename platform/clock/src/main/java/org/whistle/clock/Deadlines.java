package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock.Entry;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockChangeKind;

/** Computes deadlines and counted time from a clock's entries. */
final class Deadlines {

    private static final int WARNING_NUMERATOR = 3;
    private static final int WARNING_DENOMINATOR = 4;

    private Deadlines() {}

    /** Absent while the clock is paused. */
    record Pair(@Nullable Instant deadline, @Nullable Instant warning) {}

    /** A stretch in which the clock ran; {@code to} is absent for the last one. */
    record Run(Instant from, @Nullable Instant to) {}

    static Pair of(Limit limit, Duration used, List<Entry> entries, WorkCalendar calendar) {
        List<Run> runs = runs(entries);
        boolean days = Measure.of(limit.unit()) == Measure.DAYS;
        Instant deadline = days
                ? endOfDays(limit, used, entries, runs, calendar)
                : reached(budget(limit, entries).minus(used), limit, runs, calendar);
        if (deadline == null) {
            return new Pair(null, null);
        }
        return new Pair(
                deadline,
                days
                        ? quarterBefore(deadline, entries.getFirst().at())
                        : reached(threeQuarters(budget(limit, entries)).minus(used), limit, runs, calendar));
    }

    /** The limit and every extension before the stop, in counted time. */
    static Duration budget(Limit limit, List<Entry> entries) {
        Duration budget = Measure.length(limit);
        for (Entry entry : entries) {
            if (entry.change() == ClockChangeKind.STOPPED) {
                return budget;
            }
            if (entry.amount() != null) {
                budget = budget.plus(Measure.length(entry.amount()));
            }
        }
        return budget;
    }

    /**
     * When the clock ran. Pauses may overlap (an outage during a suspension): it runs again when the last has ended. A stop
     * does not end the last stretch, since the stop is compared with that deadline; entries after it are ignored.
     */
    static List<Run> runs(List<Entry> entries) {
        List<Run> runs = new ArrayList<>();
        @Nullable Instant since = entries.getFirst().at();
        int pauses = 0;
        for (Entry entry : entries) {
            switch (entry.change()) {
                case PAUSED -> {
                    if (pauses == 0 && since != null) {
                        runs.add(new Run(since, entry.at()));
                        since = null;
                    }
                    pauses++;
                }
                case RESUMED -> {
                    pauses = Math.max(0, pauses - 1);
                    if (pauses == 0 && since == null) {
                        since = entry.at();
                    }
                }
                case STOPPED -> {
                    if (since != null) {
                        runs.add(new Run(since, null));
                    }
                    return runs;
                }
                case STARTED, EXTENDED -> {}
            }
        }
        if (since != null) {
            runs.add(new Run(since, null));
        }
        return runs;
    }

    /** What counted until an instant. */
    static Duration counted(Limit limit, List<Entry> entries, Instant until, WorkCalendar calendar) {
        Duration counted = Duration.ZERO;
        for (Run run : runs(entries)) {
            Instant end = run.to() == null || run.to().isAfter(until) ? until : run.to();
            counted = counted.plus(Measure.of(limit.unit()).between(run.from(), end, calendar));
        }
        return counted;
    }

    private static @Nullable Instant reached(Duration amount, Limit limit, List<Run> runs, WorkCalendar calendar) {
        Measure measure = Measure.of(limit.unit());
        Duration left = amount.isNegative() ? Duration.ZERO : amount;
        for (Run run : runs) {
            Duration available = run.to() == null ? null : measure.between(run.from(), run.to(), calendar);
            if (available == null || available.compareTo(left) >= 0) {
                return measure.after(run.from(), left, calendar);
            }
            left = left.minus(available);
        }
        return null;
    }

    /** 24:00 local on the Nth day after the starting day; pauses push it on, always to the end of a day. */
    private static @Nullable Instant endOfDays(
            Limit limit, Duration used, List<Entry> entries, List<Run> runs, WorkCalendar calendar) {
        LocalDate first = calendar.dayOf(entries.getFirst().at());
        long days = budget(limit, entries).toDays();
        LocalDateTime due = first.plusDays(days + 1).atStartOfDay().minus(used);
        for (int i = 0; i < runs.size(); i++) {
            Instant deadline = endOfDay(due, calendar);
            Instant end = runs.get(i).to();
            if (end == null || !end.isBefore(deadline)) {
                return deadline;
            }
            if (i + 1 < runs.size()) {
                due = due.plus(Measure.DAYS.between(end, runs.get(i + 1).from(), calendar));
            }
        }
        return null;
    }

    private static Instant endOfDay(LocalDateTime due, WorkCalendar calendar) {
        LocalDate day = due.toLocalDate();
        return calendar.startOf(due.equals(day.atStartOfDay()) ? day : day.plusDays(1));
    }

    private static Duration threeQuarters(Duration budget) {
        return budget.multipliedBy(WARNING_NUMERATOR).dividedBy(WARNING_DENOMINATOR);
    }

    private static Instant quarterBefore(Instant deadline, Instant start) {
        return start.isBefore(deadline)
                ? deadline.minus(Duration.between(start, deadline).dividedBy(WARNING_DENOMINATOR))
                : deadline;
    }
}
