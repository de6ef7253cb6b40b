package org.whistle.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Limit;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.ClockUnit;

/** One line of {@code deadline-cases.txt}: a clock, and what was worked out by hand for it. */
record DeadlineCase(String line, WorkCalendar calendar, String limit, String start, String changes, String expected) {

    private static final Path TABLE = Path.of("src/test/resources/deadline-cases.txt");
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{4}-\\d\\d-\\d\\d) )?(\\d\\d:\\d\\d(?::\\d\\d)?)(-\\d\\d:\\d\\d)?");
    private static final Pattern WARNING = Pattern.compile(" warn (none|" + TIME + ")");

    static Stream<DeadlineCase> all() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(DeadlineCase::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DeadlineCase of(String line) {
        String[] fields =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        WorkCalendar calendar = fields[0].equals("haiwan") ? Packs.HAIWAN : Packs.LOS_ANGELES;
        return new DeadlineCase(line, calendar, fields[1], fields[2], fields[3], fields[4]);
    }

    /** The clock after everything that happened to it, in the order in which it became known. */
    Clock clock() {
        Clock clock = new Clock(
                        new UUID(0, 0),
                        ClockKind.HANDLING,
                        Producer.DEPARTMENT,
                        null,
                        null,
                        null,
                        limit(limit),
                        used(),
                        List.of(new Clock.Entry(ClockChangeKind.STARTED, time(start), new UUID(0, 1), null)),
                        null,
                        null,
                        calendar.version(),
                        false,
                        null)
                .recomputed(calendar);
        for (String change :
                happened().filter(change -> !change.startsWith("U ")).toList()) {
            clock = clock.with(entry(change, clock.entries().size()), calendar);
        }
        return clock;
    }

    @Nullable
    Instant deadline() {
        return expected.startsWith("none") ? null : time(expected);
    }

    boolean namesWarning() {
        return WARNING.matcher(expected).find();
    }

    @Nullable
    Instant warning() {
        Matcher warning = WARNING.matcher(expected);
        return warning.find() && !warning.group(1).equals("none") ? time(warning.group(1)) : null;
    }

    boolean stopped() {
        return changes.contains("S ");
    }

    boolean inTime() {
        return expected.endsWith("in time");
    }

    private Duration used() {
        return happened()
                .filter(change -> change.startsWith("U "))
                .map(change -> Duration.parse("PT" + change.substring(2)))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private Stream<String> happened() {
        return changes.isEmpty() ? Stream.empty() : Arrays.stream(changes.split("; "));
    }

    /** The first time a text names: local, on the day of the start unless it names another. */
    private Instant time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.find()) {
            throw new IllegalArgumentException("time: " + text + " (expected: one)");
        }
        LocalDate day = LocalDate.parse(time.group(1) == null ? start.substring(0, 10) : time.group(1));
        var local = day.atTime(LocalTime.parse(time.group(2)));
        return time.group(3) == null
                ? local.atZone(calendar.zone()).toInstant()
                : local.toInstant(ZoneOffset.of(time.group(3)));
    }

    private Clock.Entry entry(String change, int number) {
        Matcher time = TIME.matcher(change);
        time.find();
        ClockChangeKind kind = switch (change.charAt(0)) {
            case 'P' -> ClockChangeKind.PAUSED;
            case 'R' -> ClockChangeKind.RESUMED;
            case 'E' -> ClockChangeKind.EXTENDED;
            case 'S' -> ClockChangeKind.STOPPED;
            default -> throw new IllegalArgumentException("change: " + change + " (expected: P, R, E or S)");
        };
        Limit amount = kind == ClockChangeKind.EXTENDED
                ? limit(change.substring(time.end()).strip())
                : null;
        return new Clock.Entry(kind, time(change), new UUID(1, number), amount);
    }

    static Limit limit(String text) {
        String[] words = text.split(" ");
        return new Limit(Integer.parseInt(words[0]), ClockUnit.valueOf(words[1]));
    }
}
