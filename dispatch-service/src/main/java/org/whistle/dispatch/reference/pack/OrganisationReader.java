package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.Jurisdiction;
import org.whistle.dispatch.reference.pack.Pack.Level;

/** Reads {@code organisation.csv}: one county, streets in it, communities in them. */
final class OrganisationReader {

    private static final Pattern DIGITS = Pattern.compile("\\d{6,12}");

    private OrganisationReader() {}

    static List<Jurisdiction> read(CsvTable table, @Nullable String county, CodeSet units, Problems problems) {
        CodeSet known = table.codes("code");
        Set<String> seen = new HashSet<>();
        List<Jurisdiction> jurisdictions = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            String code = row.code("code", DIGITS);
            Level level = row.oneOf("level", Level.class);
            String nameZh = row.text("name_zh");
            String nameEn = row.text("name_en");
            if (code == null || level == null) {
                continue;
            }
            if (!seen.add(code)) {
                row.problem("code: " + code + " appears twice");
            }
            checkPlace(row, code, level, county, known);
            if (level == Level.STREET && units.lacks("STREET-" + code)) {
                row.problem("street " + code + " has no unit STREET-" + code + " in units.csv");
            }
            if (nameZh != null && nameEn != null) {
                jurisdictions.add(new Jurisdiction(code, level, nameZh, nameEn));
            }
        }
        if (table.readable() && county != null && known.lacks(county)) {
            problems.add(table.file(), 1, "county " + county + " of pack.yaml has no row");
        }
        return jurisdictions;
    }

    private static void checkPlace(CsvRow row, String code, Level level, @Nullable String county, CodeSet known) {
        if (code.length() != level.digits()) {
            row.problem("code: " + code + " (expected: " + level.digits() + " digits for a " + level + ")");
        } else if (county != null && !code.startsWith(county)) {
            row.problem("code: " + code + " (expected: in county " + county + ")");
        } else if (level != Level.COUNTY && known.lacks(code.substring(0, code.length() - 3))) {
            row.problem("code: " + code + " has no " + code.substring(0, code.length() - 3) + " above it");
        }
    }
}
