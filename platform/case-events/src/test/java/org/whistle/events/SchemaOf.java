package org.whistle.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Derives the JSON Schema of an event from its record: what is not nullable is required. */
final class SchemaOf {

    private SchemaOf() {}

    /** The schema of a whole envelope with this event as its data. */
    static Map<String, Object> envelope(String typeName, Class<?> event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("specversion", Map.of("const", "1.0"));
        properties.put("id", Map.of("type", "string", "format", "uuid"));
        properties.put("source", Map.of("type", "string"));
        properties.put("type", Map.of("const", typeName));
        properties.put("subject", Map.of("type", "string"));
        properties.put("time", Map.of("type", "string", "format", "date-time"));
        properties.put("datacontenttype", Map.of("const", "application/json"));
        properties.put("actor", Map.of("type", "string"));
        properties.put("actorrole", Map.of("type", "string"));
        properties.put("jurisdiction", Map.of("type", "string"));
        properties.put("sequence", Map.of("type", "integer"));
        properties.put("causationid", Map.of("type", "string"));
        properties.put("round", Map.of("type", "integer"));
        properties.put("assignmentid", Map.of("type", "string", "format", "uuid"));
        properties.put("attempt", Map.of("type", "integer"));
        Map<String, Object> data = new LinkedHashMap<>(record(event));
        @SuppressWarnings("unchecked")
        Map<String, Object> fields = new LinkedHashMap<>((Map<String, Object>) data.get("properties"));
        fields.put("clocks", Map.of("type", "array", "items", record(ClockChange.class)));
        data.put("properties", fields);
        properties.put("data", data);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:whistle:event:" + typeName);
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                List.of(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "datacontenttype",
                        "actor",
                        "actorrole",
                        "sequence",
                        "round",
                        "data"));
        return schema;
    }

    private static Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class
                    ? Map.of("type", "array", "items", of(last))
                    : Map.of("type", "object");
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
        if (plain == UUID.class) {
            return Map.of("type", "string", "format", "uuid");
        }
        if (plain == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (plain == String.class || plain == Duration.class) {
            return Map.of("type", "string");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (plain == double.class) {
            return Map.of("type", "number");
        }
        if (plain == int.class || plain == Integer.class || plain == long.class || plain == Long.class) {
            return Map.of("type", "integer");
        }
        throw new IllegalArgumentException("type: " + type + " (expected: one the wire knows)");
    }
}
