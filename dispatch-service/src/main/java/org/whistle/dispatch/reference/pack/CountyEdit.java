package org.whistle.dispatch.reference.pack;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Puts the county's own record into {@code pack.yaml}; whether it is a demo stays as it is. */
final class CountyEdit {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEPT = Set.of("county", "demo");

    private CountyEdit() {}

    static RecordEdit.Text edit(String text, String code, @Nullable Map<String, JsonNode> fields) {
        if (fields == null) {
            throw new BadRecordException("", "HAS_TO_STAY");
        }
        ObjectNode county = YAML.createObjectNode();
        JsonNode before = YAML.readTree(text);
        KEPT.forEach(key -> county.set(key, before.path(key)));
        if (!before.path("county").asString("").equals(code)) {
            throw new BadRecordException("", "PACK_COUNTY");
        }
        fields.forEach((field, value) -> {
            if (KEPT.contains(field) || !CountyReader.KEYS.contains(field)) {
                throw new BadRecordException(field, "UNKNOWN_FIELD");
            }
            county.set(field, value);
        });
        return new RecordEdit.Text(YAML.writeValueAsString(county), 0);
    }
}
