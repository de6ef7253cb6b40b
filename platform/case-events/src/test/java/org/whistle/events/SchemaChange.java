package org.whistle.events;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a change of a schema would break for a reader of old events, or for old code that reads new events. */
final class SchemaChange {

    private SchemaChange() {}

    static List<String> breaks(JsonNode before, JsonNode after) {
        List<String> broken = new ArrayList<>();
        compare("", before, after, broken);
        return broken;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> broken) {
        for (String keyword : List.of("type", "format", "const")) {
            if (!before.path(keyword).equals(after.path(keyword))) {
                broken.add(path + ": " + keyword + " was " + before.path(keyword) + ", is " + after.path(keyword));
            }
        }
        List<String> missing = new ArrayList<>(names(before.path("enum")));
        missing.removeAll(names(after.path("enum")));
        missing.forEach(value -> broken.add(path + ": code " + value + " was removed"));
        List<String> demanded = new ArrayList<>(names(after.path("required")));
        demanded.removeAll(names(before.path("required")));
        demanded.forEach(field -> broken.add(path + "/" + field + ": is required now"));
        List<String> optional = new ArrayList<>(names(before.path("required")));
        optional.removeAll(names(after.path("required")));
        optional.forEach(field -> broken.add(path + "/" + field + ": may be absent now"));
        for (String field : before.path("properties").propertyNames()) {
            JsonNode next = after.path("properties").path(field);
            if (next.isMissingNode()) {
                broken.add(path + "/" + field + ": was removed");
            } else {
                compare(path + "/" + field, before.path("properties").path(field), next, broken);
            }
        }
        if (before.has("items")) {
            compare(path + "/*", before.path("items"), after.path("items"), broken);
        }
    }

    private static List<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
