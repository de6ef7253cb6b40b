package org.whistle.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Weeks without holidays and make-up days, so that a journey can use fixed due times. */
final class WorkWeek {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int DAYS_LOOKED_AT = 14;

    private WorkWeek() {}

    /** 09:00 of the first Monday after an instant with two quiet weeks before it. */
    static Instant after(Instant now, Path holidays) {
        Set<LocalDate> special = special(holidays);
        LocalDate monday = now.atZone(ZONE).toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        while (touched(monday, special)) {
            monday = monday.plusWeeks(1);
        }
        return monday.atTime(9, 0).atZone(ZONE).toInstant();
    }

    private static boolean touched(LocalDate monday, Set<LocalDate> special) {
        return IntStream.range(0, DAYS_LOOKED_AT).mapToObj(monday::plusDays).anyMatch(special::contains);
    }

    private static Set<LocalDate> special(Path holidays) {
        try (Stream<String> lines = Files.lines(holidays)) {
            return lines.skip(1)
                    .map(line -> LocalDate.parse(line.substring(0, line.indexOf(','))))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
