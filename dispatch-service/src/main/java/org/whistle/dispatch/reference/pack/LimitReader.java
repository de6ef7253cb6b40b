package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.whistle.dispatch.reference.pack.Pack.DeskLimit;
import org.whistle.events.Limit;

/** Reads {@code limits.csv}: every desk clock once. */
final class LimitReader {

    private LimitReader() {}

    static List<DeskLimit> read(CsvTable table, Problems problems) {
        Set<DeskClock> missing = EnumSet.allOf(DeskClock.class);
        List<DeskLimit> limits = new ArrayList<>();
        boolean unnamed = false;
        for (CsvRow row : table.rows()) {
            DeskClock clock = row.oneOf("clock", DeskClock.class);
            Limit limit = row.limit("limit", "unit");
            unnamed |= clock == null;
            if (clock != null && !missing.remove(clock)) {
                row.problem("clock: " + clock + " appears twice");
            }
            if (clock != null && limit != null) {
                limits.add(new DeskLimit(clock, limit));
            }
        }
        if (table.readable() && !unnamed) {
            missing.forEach(clock -> problems.add(table.file(), 1, "clock " + clock + " is missing"));
        }
        return limits;
    }
}
