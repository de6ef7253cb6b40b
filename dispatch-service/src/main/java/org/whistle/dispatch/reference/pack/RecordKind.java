package org.whistle.dispatch.reference.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The file of a pack with the records of each published kind; the keys make up the record's code, separated by slashes. */
enum RecordKind {
    COUNTY("county", PackFile.PACK),
    JURISDICTIONS("jurisdictions", PackFile.ORGANISATION, "code"),
    GRIDS("grids", PackFile.GRIDS, "code"),
    UNITS("units", PackFile.UNITS, "unit"),
    ROSTERS("rosters", PackFile.ROSTERS, "unit", "duty"),
    CONDITIONS("conditions", PackFile.CATEGORIES, "condition"),
    HOLIDAYS("holidays", PackFile.HOLIDAYS, "date"),
    LIMITS("limits", PackFile.LIMITS, "clock"),
    MOVES("moves", PackFile.CODE_MOVES, "from"),
    COMPONENTS("components", PackFile.COMPONENTS, "id"),
    POLICIES("policies", PackFile.POLICIES, "policy", "subject");

    private final String kind;
    private final PackFile file;
    private final List<String> keys;

    RecordKind(String kind, PackFile file, String... keys) {
        this.kind = kind;
        this.file = file;
        this.keys = List.of(keys);
    }

    static Optional<RecordKind> named(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
    }

    String kind() {
        return kind;
    }

    PackFile file() {
        return file;
    }

    List<String> keys() {
        return keys;
    }
}
