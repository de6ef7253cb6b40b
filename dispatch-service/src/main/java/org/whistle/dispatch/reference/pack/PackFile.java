package org.whistle.dispatch.reference.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files of a pack and, for CSV, their columns (deploy/packs/README.md). */
enum PackFile {
    PACK("pack.yaml"),
    ORGANISATION("organisation.csv", "code", "level", "name_zh", "name_en"),
    GRIDS("grids.geojson"),
    UNITS("units.csv", "unit", "kind", "group", "name_zh", "name_en"),
    ROSTERS("rosters.csv", "unit", "duty", "account"),
    CATEGORIES(
            "categories.csv",
            "category",
            "condition",
            "name_zh",
            "name_en",
            "condition_zh",
            "condition_en",
            "handle_limit",
            "handle_unit",
            "stage",
            "closing_criterion_zh",
            "accept_limit",
            "accept_unit",
            "urgent",
            "evidence",
            "lead_unit",
            "assisting_units",
            "source"),
    HOLIDAYS("holidays.csv", "date", "kind", "name_zh", "name_en"),
    LIMITS("limits.csv", "clock", "limit", "unit"),
    ACCOUNTS("accounts.csv", "username", "name", "role", "scopes", "unit"),
    CODE_MOVES("code-moves.csv", "from", "to"),
    COMPONENTS("components.geojson"),
    POLICIES(
            "policies.csv",
            "policy",
            "valid_from",
            "subject",
            "street_weight",
            "parts",
            "marks",
            "deductions",
            "deductions_most",
            "bonus_most",
            "fewest_ratings");

    private final String fileName;
    private final List<String> columns;

    PackFile(String fileName, String... columns) {
        this.fileName = fileName;
        this.columns = List.of(columns);
    }

    static Optional<PackFile> named(String fileName) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(fileName))
                .findFirst();
    }

    String fileName() {
        return fileName;
    }

    List<String> columns() {
        return columns;
    }

    /** Columns that a file may do without; in its lines they are then empty. */
    List<String> optionalColumns() {
        return this == CATEGORIES ? List.of("duplicate_radius", "auto_dispatch") : List.of();
    }

    boolean required() {
        return this != CODE_MOVES && this != COMPONENTS && this != POLICIES;
    }
}
