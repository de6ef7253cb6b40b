package org.whistle.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Explanation.Line;
import org.whistle.clock.Explanation.Reason;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;

/** Times, durations and limits in words, in the county's zone; a year is named when it is not the first one. */
final class ClockPhrases {

    private static final String WEEKDAYS = "一二三四五六日";
    private static final Phrase NOTHING = new Phrase("", "");
    private static final Map<String, Phrase> PAUSES = Map.of(
            EventTypes.nameOf(DepartmentEvent.ReturnRequested.class), new Phrase("退单审核", "return under review"),
            EventTypes.nameOf(DispatchEvent.Suspended.class), new Phrase("挂账", "suspended"),
            EventTypes.nameOf(DeskEvent.OutagePaused.class), new Phrase("系统故障", "outage of the system"),
            EventTypes.nameOf(IntakeEvent.VerificationRequested.class), new Phrase("待核实", "verification"));

    private final WorkCalendar calendar;
    private final int year;

    ClockPhrases(WorkCalendar calendar, Instant start) {
        this.calendar = calendar;
        this.year = calendar.dayOf(start).getYear();
    }

    /** What paused a clock; empty where it is unknown. */
    static Phrase pause(@Nullable String type) {
        return type == null ? NOTHING : PAUSES.getOrDefault(type, NOTHING);
    }

    static Phrase limit(Limit limit) {
        int amount = limit.amount();
        String many = amount == 1 ? "" : "s";
        return switch (limit.unit()) {
            case URGENT_MINUTE -> new Phrase(amount + "分钟", amount + " minute" + many);
            case URGENT_HOUR -> new Phrase(amount + "个紧急工作时", amount + " urgent hour" + many);
            case URGENT_DAY -> new Phrase(amount + "个紧急工作日", amount + " urgent day" + many);
            case WORK_HOUR -> new Phrase(amount + "个工作时", amount + " working hour" + many);
            case WORK_DAY -> new Phrase(amount + "个工作日", amount + " working day" + many);
            case CALENDAR_DAY -> new Phrase(amount + "个自然日", amount + " calendar day" + many);
        };
    }

    /** Working time in hours, the rest in days and hours. */
    Phrase duration(Duration duration, Measure measure) {
        boolean worked = measure == Measure.WORKED;
        List<Phrase> parts = new ArrayList<>();
        part(parts, worked ? 0 : duration.toDays(), "天", duration.toDays() == 1 ? "day" : "days");
        part(parts, worked ? duration.toHours() : duration.toHoursPart(), "小时", "h");
        part(parts, duration.toMinutesPart(), "分", "min");
        part(parts, duration.toSecondsPart(), "秒", "s");
        return new Phrase(
                String.join("", parts.stream().map(Phrase::zh).toList()),
                String.join(" ", parts.stream().map(Phrase::en).toList()));
    }

    Line line(Stretch stretch, Measure measure) {
        Phrase when = stretch.from().equals(stretch.to())
                ? moment(stretch.from(), false)
                : range(stretch.from(), stretch.to());
        Phrase text = when.then(" ", " ").then(stretch.what());
        if (stretch.counted().isPositive()) {
            text = text.then(" ", " ").then(duration(stretch.counted(), measure));
        }
        return new Line(stretch.from(), stretch.to(), stretch.counted(), stretch.reason(), text.zh(), text.en());
    }

    /** An instant; {@code shown} where it is not the one it has among the lines. */
    Line point(Instant place, Instant shown, Reason reason, Phrase what) {
        Phrase text = moment(shown, false).then(" ", " ").then(what);
        return new Line(place, place, Duration.ZERO, reason, text.zh(), text.en());
    }

    /** A deadline, which at midnight is the end of the day before. */
    Line due(Instant deadline, Phrase what) {
        Phrase text = moment(deadline, true).then(" ", " ").then(what);
        return new Line(deadline, deadline, Duration.ZERO, Reason.DEADLINE, text.zh(), text.en());
    }

    private Phrase range(Instant from, Instant to) {
        Phrase dash = moment(from, false).then("–", "–");
        boolean sameDay = calendar.dayOf(from).equals(calendar.dayOf(to.minusNanos(1)));
        String time = time(to, true);
        return sameDay ? dash.then(time, time) : dash.then(moment(to, true));
    }

    private Phrase moment(Instant instant, boolean end) {
        LocalDate day = calendar.dayOf(end ? instant.minusNanos(1) : instant);
        String time = time(instant, end);
        return day(day).then(" " + time, " " + time);
    }

    private Phrase day(LocalDate day) {
        boolean same = day.getYear() == year;
        String zh = "%s%d月%d日 周%s"
                .formatted(
                        same ? "" : day.getYear() + "年",
                        day.getMonthValue(),
                        day.getDayOfMonth(),
                        WEEKDAYS.charAt(day.getDayOfWeek().getValue() - 1));
        return new Phrase(
                zh, day.format(DateTimeFormatter.ofPattern(same ? "EEE d MMM" : "EEE d MMM uuuu", Locale.ENGLISH)));
    }

    private String time(Instant instant, boolean end) {
        LocalTime time = LocalDateTime.ofInstant(instant, calendar.zone()).toLocalTime();
        if (end && time.equals(LocalTime.MIDNIGHT)) {
            return "24:00";
        }
        return time.format(DateTimeFormatter.ofPattern(time.getSecond() == 0 ? "HH:mm" : "HH:mm:ss"));
    }

    private static void part(List<Phrase> parts, long amount, String zh, String en) {
        if (amount > 0) {
            parts.add(new Phrase(amount + zh, amount + " " + en));
        }
    }
}
