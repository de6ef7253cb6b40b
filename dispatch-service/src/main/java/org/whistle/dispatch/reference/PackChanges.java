package org.whistle.dispatch.reference;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.reference.ReferenceStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a pack would change against the version in force. */
public final class PackChanges {

    private PackChanges() {}

    /** Per kind: how many records come, change and go, and up to twenty of their codes. */
    public record KindChange(String kind, int added, int changed, int removed, List<String> codes) {}

    static List<KindChange> between(List<ReferenceStore.Row> present, List<Pack.Kind> next, JsonMapper json) {
        Map<String, Map<String, JsonNode>> before = present.stream()
                .collect(Collectors.groupingBy(
                        ReferenceStore.Row::kind,
                        Collectors.toMap(ReferenceStore.Row::code, row -> json.valueToTree(row.fields()))));
        return next.stream()
                .map(kind -> change(kind, before.getOrDefault(kind.name(), Map.of()), json))
                .filter(change -> !change.codes().isEmpty())
                .toList();
    }

    private static KindChange change(Pack.Kind kind, Map<String, JsonNode> before, JsonMapper json) {
        Map<String, JsonNode> after = kind.records().stream()
                .collect(Collectors.toMap(ReferenceEvent.StagedRecord::code, one -> normalised(one.fields(), json)));
        List<String> added = after.keySet().stream()
                .filter(code -> !before.containsKey(code))
                .toList();
        List<String> removed = before.keySet().stream()
                .filter(code -> !after.containsKey(code))
                .toList();
        List<String> changed = after.keySet().stream()
                .filter(code -> before.containsKey(code) && !Objects.equals(before.get(code), after.get(code)))
                .toList();
        List<String> codes = Stream.of(added, changed, removed)
                .flatMap(List::stream)
                .sorted()
                .limit(20)
                .toList();
        return new KindChange(kind.name(), added.size(), changed.size(), removed.size(), codes);
    }

    /** Through text, as the present one went, so that number types compare equal. */
    private static JsonNode normalised(Map<String, ?> fields, JsonMapper json) {
        return json.valueToTree(json.readValue(json.writeValueAsString(fields), Map.class));
    }
}
