package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.Category;
import org.whistle.dispatch.reference.pack.Pack.Condition;
import org.whistle.events.Limit;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.EvidenceKind;

/** Reads {@code categories.csv}, one filing condition a line. */
final class CategoryReader {

    private static final int WIDEST_RADIUS = 1_000;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_-]{0,39}");

    private final CodeSet units;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, CsvRow> firstRows = new LinkedHashMap<>();
    private final Map<String, List<Condition>> conditions = new LinkedHashMap<>();
    private final Map<String, Integer> stages = new LinkedHashMap<>();
    private final Map<String, @Nullable Integer> radii = new LinkedHashMap<>();

    private CategoryReader(CodeSet units) {
        this.units = units;
    }

    static List<Category> read(CsvTable table, CodeSet units, Problems problems) {
        CategoryReader reader = new CategoryReader(units);
        table.rows().forEach(reader::row);
        if (table.readable() && table.rows().isEmpty()) {
            problems.add(table.file(), 1, "no category");
        }
        return reader.categories();
    }

    private void row(CsvRow row) {
        String category = row.code("category", CODE);
        String code = row.code("condition", CODE);
        row.text("name_zh");
        row.text("name_en");
        Condition condition = condition(row, code == null ? "" : code);
        if (category == null || code == null) {
            return;
        }
        if (!seen.add(code)) {
            row.problem("condition: " + code + " appears twice");
        }
        CsvRow first = firstRows.putIfAbsent(category, row);
        if (first != null && !sameNames(first, row)) {
            row.problem("category " + category + " is named otherwise in line " + first.line());
        }
        List<Condition> siblings = conditions.computeIfAbsent(category, key -> new ArrayList<>());
        checkStage(row, category);
        checkRadius(row, category, first);
        if (condition != null) {
            siblings.add(condition);
        }
    }

    private @Nullable Condition condition(CsvRow row, String code) {
        String conditionZh = row.text("condition_zh");
        String conditionEn = row.text("condition_en");
        Limit handle = row.limit("handle_limit", "handle_unit");
        Integer stage = row.blank("stage") ? null : row.positive("stage");
        String criterion = row.text("closing_criterion_zh");
        Limit accept = row.limit("accept_limit", "accept_unit");
        Boolean urgent = row.flag("urgent");
        EvidenceKind evidence = row.oneOf("evidence", EvidenceKind.class);
        String lead = row.text("lead_unit");
        List<String> assisting = row.list("assisting_units");
        String source = row.text("source");
        AutoDispatch auto =
                row.blank("auto_dispatch") ? AutoDispatch.NONE : row.oneOf("auto_dispatch", AutoDispatch.class);
        checkUnits(row, lead, assisting);
        if (conditionZh == null || conditionEn == null || handle == null || criterion == null || accept == null) {
            return null;
        }
        if (urgent == null || evidence == null || lead == null || source == null || auto == null) {
            return null;
        }
        return new Condition(
                code,
                conditionZh,
                conditionEn,
                handle,
                stage,
                criterion,
                accept,
                urgent,
                evidence,
                lead,
                assisting,
                source,
                auto);
    }

    private void checkUnits(CsvRow row, @Nullable String lead, List<String> assisting) {
        if (lead != null && unknown(lead)) {
            row.problem("lead_unit: " + lead + " is not in units.csv");
        }
        Set<String> named = new HashSet<>();
        for (String unit : assisting) {
            if (unknown(unit)) {
                row.problem("assisting_units: '" + unit + "' is not in units.csv");
            } else if (unit.equals(lead) || !named.add(unit)) {
                row.problem("assisting_units: " + unit + " takes part already");
            }
        }
    }

    private boolean unknown(String unit) {
        return !unit.equals(UnitReader.STREET_OF_GRID) && units.lacks(unit);
    }

    /** Stages of a category are numbered in the order of their lines. */
    private void checkStage(CsvRow row, String category) {
        if (row.blank("stage")) {
            return;
        }
        int expected = stages.merge(category, 1, Integer::sum);
        if (!row.raw("stage").equals(Integer.toString(expected))) {
            row.problem("stage: '" + row.raw("stage") + "' (expected: " + expected + ", stages of " + category
                    + " are numbered from 1 in order)");
        }
    }

    /** In metres; one for all conditions of a category. */
    private void checkRadius(CsvRow row, String category, @Nullable CsvRow first) {
        Integer radius = row.blank("duplicate_radius") ? null : row.positive("duplicate_radius");
        if (radius != null && radius > WIDEST_RADIUS) {
            row.problem("duplicate_radius: '" + radius + "' (expected: at most " + WIDEST_RADIUS + ")");
        }
        if (first == null) {
            radii.put(category, radius);
        } else if (!first.raw("duplicate_radius").equals(row.raw("duplicate_radius"))) {
            row.problem("duplicate_radius: '" + row.raw("duplicate_radius") + "' (expected: '"
                    + first.raw("duplicate_radius") + "' as for " + category + " in line " + first.line() + ")");
        }
    }

    private static boolean sameNames(CsvRow one, CsvRow other) {
        return one.raw("name_zh").equals(other.raw("name_zh"))
                && one.raw("name_en").equals(other.raw("name_en"));
    }

    private List<Category> categories() {
        List<Category> categories = new ArrayList<>();
        firstRows.forEach((code, row) -> categories.add(new Category(
                code,
                row.raw("name_zh"),
                row.raw("name_en"),
                radii.get(code),
                conditions.getOrDefault(code, List.of()))));
        return categories;
    }
}
