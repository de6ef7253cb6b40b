package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.whistle.dispatch.reference.pack.Pack.Duty;
import org.whistle.dispatch.reference.pack.Pack.Unit;
import org.whistle.dispatch.reference.pack.Pack.UnitKind;

/** Reads {@code units.csv}; every unit needs a complete roster. */
final class UnitReader {

    /** In {@code categories.csv}: the street of the grid. */
    static final String STREET_OF_GRID = "STREET";

    static final Pattern UNIT = Pattern.compile("[A-Z][A-Z0-9_]{0,39}|STREET-\\d{9}");

    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private UnitReader() {}

    static List<Unit> read(CsvTable table, CodeSet areas, CsvTable rosters, Problems problems) {
        Set<String> duties = new HashSet<>();
        rosters.rows().forEach(row -> duties.add(row.raw("unit") + "/" + row.raw("duty")));
        Set<String> seen = new HashSet<>();
        List<Unit> units = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            String code = row.code("unit", UNIT);
            UnitKind kind = row.oneOf("kind", UnitKind.class);
            String group = row.code("group", GROUP);
            String nameZh = row.text("name_zh");
            String nameEn = row.text("name_en");
            if (code == null || kind == null) {
                continue;
            }
            if (!seen.add(code)) {
                row.problem("unit: " + code + " appears twice");
            }
            checkStreet(row, code, kind, areas);
            for (Duty duty : Duty.values()) {
                if (rosters.readable() && !duties.contains(code + "/" + duty)) {
                    row.problem("unit " + code + " has no " + duty + " in rosters.csv");
                }
            }
            if (group != null && nameZh != null && nameEn != null) {
                units.add(new Unit(code, kind, group, nameZh, nameEn));
            }
        }
        return units;
    }

    private static void checkStreet(CsvRow row, String code, UnitKind kind, CodeSet areas) {
        String street = code.startsWith("STREET-") ? code.substring("STREET-".length()) : "";
        if (code.equals(STREET_OF_GRID)) {
            row.problem("unit: STREET stands for the street of the grid and cannot be a unit");
        } else if (kind == UnitKind.STREET != !street.isEmpty()) {
            row.problem("unit: " + code + " (expected: STREET-<street code> for kind STREET and for it alone)");
        } else if (!street.isEmpty() && areas.lacks(street)) {
            row.problem("unit: " + code + " has no street " + street + " in organisation.csv");
        }
    }
}
