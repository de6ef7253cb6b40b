package org.whistle.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;

/** Calendars and limits of the packs that the system is delivered with. */
final class Packs {

    private static final Path FOLDER = Path.of("../../deploy/packs");
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern SLOT = Pattern.compile("from: \"(\\d\\d:\\d\\d)\", to: \"(\\d\\d:\\d\\d)\"");

    static final WorkCalendar HAIWAN = calendar("haiwan");
    static final WorkCalendar LOS_ANGELES = calendar("los-angeles");
    static final DeskLimits LIMITS = limits("haiwan");

    private Packs() {}

    private static WorkCalendar calendar(String pack) {
        String yaml = text(pack, "pack.yaml");
        List<WorkCalendar.Slot> slots = SLOT.matcher(yaml)
                .results()
                .map(slot -> new WorkCalendar.Slot(LocalTime.parse(slot.group(1)), LocalTime.parse(slot.group(2))))
                .toList();
        Map<LocalDate, WorkCalendar.Exception> exceptions = rows(pack, "holidays.csv")
                .collect(Collectors.toMap(
                        row -> LocalDate.parse(row.get(0)),
                        row -> new WorkCalendar.Exception(row.get(1).equals("WORKDAY"), row.get(2), row.get(3))));
        return new WorkCalendar(value(yaml, "calendarVersion"), ZoneId.of(value(yaml, "timeZone")), slots, exceptions);
    }

    private static DeskLimits limits(String pack) {
        return new DeskLimits(rows(pack, "limits.csv")
                .collect(Collectors.toMap(
                        List::getFirst,
                        row -> new Limit(Integer.parseInt(row.get(1)), ClockUnit.valueOf(row.get(2))))));
    }

    private static String value(String yaml, String key) {
        Matcher matcher =
                Pattern.compile("(?m)^" + key + ": \"?([^\"\\n]+)\"?$").matcher(yaml);
        return matcher.results()
                .map(MatchResult::group)
                .findFirst()
                .map(line -> line.substring(key.length() + 2).replace("\"", ""))
                .orElseThrow();
    }

    private static Stream<List<String>> rows(String pack, String file) {
        return text(pack, file)
                .lines()
                .skip(1)
                .map(line -> Stream.of(COMMA.split(line, -1))
                        .map(field -> field.replace("\"", ""))
                        .toList());
    }

    private static String text(String pack, String file) {
        try {
            return Files.readString(FOLDER.resolve(pack).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
