package org.whistle.dispatch.reference.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts a record into a GeoJSON file of a pack, one feature a line. */
final class FeatureEdit {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OF_A_GRID = Set.of("nameZh", "nameEn", "polygon");
    private static final Set<String> OF_A_COMPONENT =
            Set.of("category", "owner", "nameZh", "nameEn", "longitude", "latitude");
    private static final Set<String> PLACE = Set.of("polygon", "longitude", "latitude");

    private FeatureEdit() {}

    static RecordEdit.Text edit(RecordKind kind, String text, String code, Map<String, JsonNode> fields) {
        Set<String> known = kind == RecordKind.GRIDS ? OF_A_GRID : OF_A_COMPONENT;
        fields.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new BadRecordException(field, "UNKNOWN_FIELD");
                });
        String key = kind.keys().getFirst();
        List<JsonNode> features = features(text);
        int place = place(features, key, code);
        ObjectNode feature = feature(kind, key, code, fields);
        if (place == features.size()) {
            features.add(feature);
        } else {
            features.set(place, feature);
        }
        return new RecordEdit.Text(write(features), place + 2);
    }

    static RecordEdit.Text remove(RecordKind kind, String text, String code) {
        List<JsonNode> features = features(text);
        int place = place(features, kind.keys().getFirst(), code);
        if (place == features.size()) {
            throw new BadRecordException("", "UNKNOWN_RECORD");
        }
        features.remove(place);
        return new RecordEdit.Text(write(features), RecordEdit.Text.TAKEN_OUT);
    }

    private static List<JsonNode> features(String text) {
        List<JsonNode> features = new ArrayList<>();
        if (!text.isBlank()) {
            JSON.readTree(text).path("features").valueStream().forEach(features::add);
        }
        return features;
    }

    /** Where the record is, after the last where it is not. */
    private static int place(List<JsonNode> features, String key, String code) {
        int place = 0;
        while (place < features.size()
                && !features.get(place)
                        .path("properties")
                        .path(key)
                        .asString("")
                        .equals(code)) {
            place++;
        }
        return place;
    }

    private static String write(List<JsonNode> features) {
        return features.stream()
                .map(JsonNode::toString)
                .collect(Collectors.joining(",\n", "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}\n"));
    }

    private static ObjectNode feature(RecordKind kind, String key, String code, Map<String, JsonNode> fields) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        ObjectNode properties = feature.putObject("properties").put(key, code);
        fields.forEach((field, value) -> {
            if (!PLACE.contains(field) && !value.isNull()) {
                properties.set(field, value);
            }
        });
        ObjectNode geometry = feature.putObject("geometry");
        if (kind == RecordKind.GRIDS) {
            geometry.put("type", "Polygon").set("coordinates", field(fields, "polygon"));
        } else {
            geometry.put("type", "Point")
                    .putArray("coordinates")
                    .add(field(fields, "longitude"))
                    .add(field(fields, "latitude"));
        }
        return feature;
    }

    private static JsonNode field(Map<String, JsonNode> fields, String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            throw new BadRecordException(name, "REQUIRED");
        }
        return value;
    }
}
