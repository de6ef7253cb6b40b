package org.whistle.dispatch.reference.pack;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whistle.dispatch.reference.pack.Pack.DayKind;
import org.whistle.dispatch.reference.pack.Pack.Holiday;

/** Reads {@code holidays.csv}: weekdays off and weekend days worked. */
final class HolidayReader {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private HolidayReader() {}

    static List<Holiday> read(CsvTable table) {
        Set<LocalDate> seen = new HashSet<>();
        List<Holiday> holidays = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            LocalDate date = row.date("date");
            DayKind kind = row.oneOf("kind", DayKind.class);
            String nameZh = row.text("name_zh");
            String nameEn = row.text("name_en");
            if (date == null || kind == null) {
                continue;
            }
            if (!seen.add(date)) {
                row.problem("date: " + date + " appears twice");
            }
            if (WEEKEND.contains(date.getDayOfWeek()) == (kind == DayKind.HOLIDAY)) {
                row.problem("date: " + date + " is a " + date.getDayOfWeek()
                        + " (expected: HOLIDAY for a weekday off, WORKDAY for a weekend day worked)");
            }
            if (nameZh != null && nameEn != null) {
                holidays.add(new Holiday(date, kind, nameZh, nameEn));
            }
        }
        return holidays;
    }
}
