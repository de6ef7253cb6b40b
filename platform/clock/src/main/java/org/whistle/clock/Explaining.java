package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Explanation.Line;
import org.whistle.clock.Explanation.Reason;
import org.whistle.events.code.ClockChangeKind;

/** Explains the course of one clock, stretch by stretch. */
final class Explaining {

    private final Clock clock;
    private final WorkCalendar calendar;
    private final Function<UUID, @Nullable String> typeOf;
    private final ClockPhrases wording;
    private final Measure measure;
    private final Duration allowed;
    private final Instant start;
    private final Instant end;
    private final @Nullable Instant deadline;
    private final List<Line> lines = new ArrayList<>();

    Explaining(Clock clock, WorkCalendar calendar, Instant until, Function<UUID, @Nullable String> typeOf) {
        this.clock = clock;
        this.calendar = calendar;
        this.typeOf = typeOf;
        this.measure = Measure.of(clock.limit().unit());
        this.allowed = Deadlines.budget(clock.limit(), clock.entries());
        this.start = clock.startedAt();
        this.wording = new ClockPhrases(calendar, start);
        Instant stopped = clock.stoppedAt();
        this.end = later(start, stopped == null || until.isBefore(stopped) ? until : stopped);
        this.deadline = Deadlines.of(clock.limit(), clock.used(), clock.entries(), calendar)
                .deadline();
    }

    Explanation explanation() {
        started();
        clock.entries().stream()
                .filter(entry -> entry.change() == ClockChangeKind.EXTENDED)
                .forEach(this::extended);
        stretches(deadline == null || deadline.isAfter(end) ? end : later(start, deadline));
        ended();
        lines.sort(Comparator.comparing(Line::from).thenComparing(Line::reason));
        Duration counted = lines.stream().map(Line::counted).reduce(Duration.ZERO, Duration::plus);
        return new Explanation(clock.limit(), allowed, counted, deadline, lines);
    }

    private void started() {
        Phrase limit = ClockPhrases.limit(clock.limit());
        at(
                start,
                start,
                Reason.STARTED,
                new Phrase(clock.kind().nameZh(), clock.kind().nameEn())
                        .then("开始计时，时限", " starts, limit ")
                        .then(limit));
        if (clock.used().isPositive()) {
            Duration used = clock.used().compareTo(allowed) < 0 ? clock.used() : allowed;
            add(new Stretch(start, start, used, Reason.USED, new Phrase("撤回前已用", "used up before the recall")));
        }
    }

    /** An extension granted before a recall is taken over by the resumed clock. */
    private void extended(Clock.Entry entry) {
        Instant stopped = clock.stoppedAt();
        if (entry.amount() != null
                && !entry.at().isAfter(end)
                && (stopped == null || entry.at().isBefore(stopped))) {
            Phrase amount = new Phrase("延期", "extended by ").then(ClockPhrases.limit(entry.amount()));
            at(later(start, entry.at()), entry.at(), Reason.EXTENDED, amount);
        }
    }

    private void stretches(Instant until) {
        List<Deadlines.Run> runs = Deadlines.runs(clock.entries());
        Duration left = allowed.minus(clock.used());
        for (int i = 0; i < runs.size(); i++) {
            Instant from = runs.get(i).from();
            Instant to = earlier(runs.get(i).to(), until);
            if (from.isBefore(to)) {
                left = left.minus(ran(from, to, left));
            }
            Instant resumed = i + 1 < runs.size() ? earlier(runs.get(i + 1).from(), until) : until;
            if (runs.get(i).to() != null && to.isBefore(resumed)) {
                add(new Stretch(to, resumed, Duration.ZERO, Reason.PAUSED, pausedBy(to, resumed)));
            }
        }
    }

    /** Adds a stretch in which the clock ran, and answers how much of it counted. */
    private Duration ran(Instant from, Instant to, Duration left) {
        List<Stretch> stretches = switch (measure) {
            case ELAPSED ->
                List.of(new Stretch(
                        from, to, Duration.between(from, to), Reason.ELAPSED, new Phrase("连续计时", "elapsed time")));
            case WORKED -> WorkStretches.between(from, to, calendar);
            case DAYS -> days(from, to, left.isNegative() ? Duration.ZERO : left);
        };
        stretches.forEach(this::add);
        return stretches.stream().map(Stretch::counted).reduce(Duration.ZERO, Duration::plus);
    }

    /** The starting day does not count; whole days follow; the rest is the time pushed on by pauses. */
    private List<Stretch> days(Instant from, Instant to, Duration left) {
        Instant firstDay = calendar.startOf(calendar.dayOf(start).plusDays(1));
        Instant counting = earlier(later(from, firstDay), to);
        Duration available = calendar.shown(counting, to);
        Duration counted = available.compareTo(left) < 0 ? available : left;
        Instant used = counted.equals(available)
                ? to
                : LocalDateTime.ofInstant(counting, calendar.zone())
                        .plus(counted)
                        .atZone(calendar.zone())
                        .toInstant();
        Phrase pushedOn = new Phrase("顺延至当日24:00", "pushed on to the end of the day");
        return List.of(
                new Stretch(
                        from,
                        counting,
                        Duration.ZERO,
                        Reason.STARTING_DAY,
                        new Phrase("起始日，不计", "starting day, not counted")),
                new Stretch(counting, used, counted, Reason.CALENDAR_DAY, new Phrase("自然日", "calendar days")),
                new Stretch(used, to, Duration.ZERO, Reason.PUSHED_ON, pushedOn));
    }

    private Phrase pausedBy(Instant from, Instant to) {
        List<Phrase> causes = clock.entries().stream()
                .filter(entry -> entry.change() == ClockChangeKind.PAUSED)
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .map(entry -> ClockPhrases.pause(typeOf.apply(entry.eventId())))
                .distinct()
                .toList();
        Phrase known = Phrase.list(
                causes.stream().filter(cause -> !cause.zh().isEmpty()).toList());
        return known.zh().isEmpty() ? new Phrase("暂停", "paused") : new Phrase("暂停：", "paused: ").then(known);
    }

    private void ended() {
        Instant stopped = clock.stoppedAt();
        if (deadline != null && !deadline.isAfter(end)) {
            Phrase due = new Phrase("到期，共计", "due, counted ").then(wording.duration(allowed, measure));
            lines.add(wording.due(deadline, due));
            Duration late = Deadlines.counted(clock.limit(), clock.entries(), end, calendar)
                    .minus(Deadlines.counted(clock.limit(), clock.entries(), deadline, calendar));
            add(new Stretch(later(start, deadline), end, late, Reason.OVERDUE, new Phrase("超时", "overdue")));
        }
        if (stopped != null && stopped.equals(end)) {
            at(end, end, Reason.STOPPED, stop(stopped));
        }
    }

    private Phrase stop(Instant stopped) {
        if (deadline == null) {
            return new Phrase("暂停中停止计时", "stopped while paused");
        }
        return stopped.isAfter(deadline)
                ? new Phrase("停止计时，已超时", "stopped, late")
                : new Phrase("停止计时，按时", "stopped, in time");
    }

    /** Adds a line; one of no length only if it counts. */
    private void add(Stretch stretch) {
        if (stretch.from().isBefore(stretch.to()) || stretch.counted().isPositive()) {
            lines.add(wording.line(stretch, measure));
        }
    }

    private void at(Instant place, Instant shown, Reason reason, Phrase what) {
        lines.add(wording.point(place, shown, reason, what));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || one.isAfter(other) ? other : one;
    }
}
