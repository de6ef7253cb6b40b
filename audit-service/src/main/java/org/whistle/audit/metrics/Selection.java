package org.whistle.audit.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a level: those in some areas, and by name where it is a unit, a category or a worker.
 *
 * @param areas code prefixes, none within another
 * @param names absent for all
 */
record Selection(Level level, List<String> areas, @Nullable List<String> names) {

    Selection {
        areas = outermost(areas);
        names = names == null ? null : List.copyOf(names);
    }

    /** Each prefix once, and none that lies within another: no row may count twice. */
    private static List<String> outermost(List<String> prefixes) {
        return prefixes.stream()
                .distinct()
                .filter(one -> prefixes.stream().noneMatch(other -> !other.equals(one) && one.startsWith(other)))
                .toList();
    }

    /** Whether tallies hold these rows: of a part of its area, a unit or category has none. */
    boolean tallied() {
        return level.territorial() || areas.stream().allMatch(area -> area.length() <= level.digits());
    }

    /** Parameters {@code level}, {@code low}, {@code high} (exclusive) and {@code names} of a statement. */
    Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("level", level.name());
        parameters.put("low", areas.toArray(String[]::new));
        parameters.put("high", areas.stream().map(Selection::after).toArray(String[]::new));
        parameters.put("names", names == null ? null : names.toArray(String[]::new));
        return parameters;
    }

    /** Under which key a fact is tallied at the level, as SQL. */
    String key() {
        return switch (level) {
            case COUNTY, STREET, COMMUNITY, GRID -> "left(f.territory, " + level.digits() + ")";
            case UNIT -> "left(f.territory, 6) || '/' || f.unit";
            case CATEGORY -> "left(f.territory, 6) || '/' || f.category";
            case WORKER -> "left(f.territory, 12) || '/' || f.worker";
        };
    }

    /** Which facts are tallied in these rows, as SQL over {@code case_fact f} joined with the areas as {@code area}. */
    String condition() {
        String within = "f.territory >= area.low and f.territory < area.high";
        return within
                + switch (level) {
                    case COUNTY, STREET, COMMUNITY, GRID ->
                        " and not f.unit_only and length(f.territory) >= " + level.digits();
                    case UNIT -> " and f.unit is not null and (:names::text[] is null or f.unit = any(:names))";
                    case CATEGORY ->
                        " and not f.unit_only and f.category <> ''"
                                + " and (:names::text[] is null or f.category = any(:names))";
                    case WORKER -> " and f.worker is not null and (:names::text[] is null or f.worker = any(:names))";
                };
    }

    /** The first code that no longer begins with the prefix, which ends in a digit. */
    private static String after(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }
}
