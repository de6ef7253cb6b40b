package org.whistle.audit.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The differences between published and recomputed values. */
final class Differences {

    private static final List<String> NAMES = List.of("code", "part", "street", "kind");

    private final List<Recomputation.Difference> found = new ArrayList<>();

    List<Recomputation.Difference> found() {
        return List.copyOf(found);
    }

    Differences compare(String where, @Nullable String published, @Nullable String recomputed) {
        if (!Objects.equals(published, recomputed)) {
            found.add(new Recomputation.Difference(where, published, recomputed));
        }
        return this;
    }

    /** Every value under its path; lines by their code, so that one more does not shift the rest. */
    Differences compare(JsonNode published, JsonNode recomputed) {
        Map<String, String> before = flat(published);
        Map<String, String> after = flat(recomputed);
        TreeSet<String> places = new TreeSet<>(before.keySet());
        places.addAll(after.keySet());
        places.forEach(where -> compare(where, before.get(where), after.get(where)));
        return this;
    }

    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> values = new TreeMap<>();
        flat("", node, values);
        return values;
    }

    private static void flat(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(field -> flat(path + "/" + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            int place = 0;
            for (JsonNode each : node) {
                flat(path + "/" + nameOf(each, place++), each, values);
            }
        } else if (!node.isNull()) {
            values.put(path.isEmpty() ? path : path.substring(1), node.asString());
        }
    }

    private static String nameOf(JsonNode each, int place) {
        return NAMES.stream()
                .filter(each::has)
                .findFirst()
                .map(name -> each.get(name).asString())
                .orElse(String.valueOf(place));
    }
}
