package org.whistle.replay.county;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * A filing condition of a category.
 *
 * @param staged whether it is one of several stages
 * @param leadUnit {@code STREET} is the street of the grid
 */
public record Condition(
        String category,
        String code,
        String nameZh,
        String nameEn,
        String conditionZh,
        String criterionZh,
        int handleLimit,
        String handleUnit,
        boolean urgent,
        boolean staged,
        String evidence,
        String leadUnit,
        List<String> assistingUnits) {

    public Condition {
        assistingUnits = List.copyOf(assistingUnits);
    }

    static Condition of(CSVRecord row) {
        String assisting = row.get("assisting_units");
        return new Condition(
                row.get("category"),
                row.get("condition"),
                row.get("name_zh"),
                row.get("name_en"),
                row.get("condition_zh"),
                row.get("closing_criterion_zh"),
                Integer.parseInt(row.get("handle_limit")),
                row.get("handle_unit"),
                row.get("urgent").equals("true"),
                !row.get("stage").isEmpty(),
                row.get("evidence"),
                row.get("lead_unit"),
                assisting.isEmpty() ? List.of() : List.of(assisting.split(";")));
    }

    /** The unit that leads in a grid. */
    public String leadIn(String grid) {
        return unitIn(leadUnit, grid);
    }

    /** The name of a unit in a grid, the street resolved. */
    public static String unitIn(String unit, String grid) {
        return unit.equals("STREET") ? "STREET-" + grid.substring(0, 9) : unit;
    }
}
