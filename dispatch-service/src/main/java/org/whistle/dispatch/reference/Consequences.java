package org.whistle.dispatch.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whistle.dispatch.dispatching.OpenNeeds;
import tools.jackson.databind.JsonNode;

/**
 * What a pack changes against the version in force.
 *
 * @param changes per kind; kinds without a change are left out
 * @param openCases removed codes that open cases have
 * @param edits records edited since the last import that would be overwritten
 */
public record Consequences(List<KindChange> changes, OpenNeeds.Use openCases, Edits edits) {

    static final Consequences NONE = new Consequences(List.of(), OpenNeeds.Use.NONE, new Edits(0, List.of()));

    /** Codes that are named for each list; the counts are of all. */
    static final int MOST_CODES = 100;

    public Consequences {
        changes = List.copyOf(changes);
    }

    /** How many records of a kind come, change and go, and the first hundred codes of each in their order. */
    public record KindChange(
            String kind,
            int added,
            int changed,
            int removed,
            List<String> addedCodes,
            List<String> changedCodes,
            List<String> removedCodes) {}

    /** How many records, and the first hundred by kind and code. */
    public record Edits(int count, List<String> records) {}

    int count(ToIntFunction<KindChange> which) {
        return changes.stream().mapToInt(which).sum();
    }

    /** Records by kind and code, with their fields. */
    record Records(Map<String, Map<String, JsonNode>> byKind) {

        Map<String, JsonNode> of(String kind) {
            return byKind.getOrDefault(kind, Map.of());
        }

        /** The codes of a kind whose records differ between the two. */
        private Set<String> differing(Records other, String kind) {
            return Stream.concat(of(kind).keySet().stream(), other.of(kind).keySet().stream())
                    .filter(code ->
                            !Objects.equals(of(kind).get(code), other.of(kind).get(code)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private Set<String> categories() {
            return of("conditions").values().stream()
                    .map(fields -> fields.path("category").asString(""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static List<KindChange> changes(Records present, Records next) {
        List<KindChange> changes = new ArrayList<>();
        for (String kind : next.byKind().keySet()) {
            Set<String> differing = present.differing(next, kind);
            if (!differing.isEmpty()) {
                Map<Boolean, List<String>> removed = differing.stream()
                        .collect(
                                Collectors.partitioningBy(code -> !next.of(kind).containsKey(code)));
                Map<Boolean, List<String>> added = removed.getOrDefault(false, List.of()).stream()
                        .collect(Collectors.partitioningBy(
                                code -> !present.of(kind).containsKey(code)));
                List<String> came = added.getOrDefault(true, List.of());
                List<String> changed = added.getOrDefault(false, List.of());
                List<String> went = removed.getOrDefault(true, List.of());
                changes.add(new KindChange(
                        kind, came.size(), changed.size(), went.size(), first(came), first(changed), first(went)));
            }
        }
        return changes;
    }

    /**
     * Removed codes, and whether an open case cannot go on without them: it has its own copy of a condition, and moves to
     * new codes.
     */
    static List<OpenNeeds.Gone> gone(Records present, Records next) {
        List<OpenNeeds.Gone> gone = new ArrayList<>();
        Set<String> moves = next.of("moves").keySet();
        Map<String, Set<String>> before = new LinkedHashMap<>();
        Map<String, Set<String>> after = new LinkedHashMap<>();
        for (String kind : List.of("jurisdictions", "grids", "units", "conditions")) {
            before.put(kind, new TreeSet<>(present.of(kind).keySet()));
            after.put(kind, next.of(kind).keySet());
        }
        before.put("categories", present.categories());
        after.put("categories", next.categories());
        before.forEach((kind, codes) -> codes.stream()
                .filter(code -> !after.getOrDefault(kind, Set.of()).contains(code))
                .forEach(code -> gone.add(new OpenNeeds.Gone(
                        kind, code, !kind.equals("conditions") && moves.stream().noneMatch(code::startsWith)))));
        return gone;
    }

    /** Records edited since the last import that would be overwritten. */
    static Edits edits(Records imported, Records present, Records next) {
        List<String> overwritten = new TreeMap<>(next.byKind())
                .keySet().stream()
                        .flatMap(kind -> imported.differing(present, kind).stream()
                                .filter(code -> !Objects.equals(
                                        present.of(kind).get(code),
                                        next.of(kind).get(code)))
                                .map(code -> kind + "/" + code))
                        .toList();
        return new Edits(overwritten.size(), first(overwritten));
    }

    private static List<String> first(List<String> codes) {
        return codes.stream().limit(MOST_CODES).toList();
    }
}
