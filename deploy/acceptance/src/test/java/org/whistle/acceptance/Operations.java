package org.whistle.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What the interface documents (OpenAPI) offer, with an example of every value. */
final class Operations {

    private static final int DEEPEST = 6;

    private final Map<String, Object> schemas;
    private final Function<String, Object> text;

    private Operations(Map<String, Object> schemas, Function<String, Object> text) {
        this.schemas = schemas;
        this.text = text;
    }

    /**
     * One operation.
     *
     * @param path with its variables in braces
     * @param query names with an example each
     * @param variables of the path, with an example each
     * @param contentType of the body; empty where there is none
     * @param body an example; null where there is none
     */
    record Operation(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> variables,
            String contentType,
            @Nullable Object body) {}

    /**
     * All operations of the documents in a folder.
     *
     * @param text gives a string of a format, such as {@code uuid}; of no format for ""
     */
    static List<Operation> in(Path folder, Function<String, Object> text) {
        List<Operation> found = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Map<String, Object> document = new Yaml().load(Files.readString(file));
                Operations reader = new Operations(map(map(document, "components"), "schemas"), text);
                map(document, "paths")
                        .forEach((path, methods) -> asMap(methods)
                                .forEach((method, operation) -> found.add(
                                        reader.operation(method.toUpperCase(Locale.ROOT), path, asMap(operation)))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private Operation operation(String method, String path, Map<String, Object> operation) {
        Map<String, String> query = new TreeMap<>();
        Map<String, String> variables = new TreeMap<>();
        for (Object each : asList(operation.get("parameters"))) {
            Map<String, Object> parameter = asMap(each);
            Map<String, String> group = parameter.get("in").equals("path") ? variables : query;
            group.put((String) parameter.get("name"), String.valueOf(example(map(parameter, "schema"), 0)));
        }
        Map<String, Object> content = map(map(operation, "requestBody"), "content");
        Object body = content.isEmpty()
                ? null
                : example(map(asMap(content.values().iterator().next()), "schema"), 0);
        String contentType = content.keySet().stream().findFirst().orElse("");
        return new Operation(method, path, query, variables, contentType, body);
    }

    private Object example(Map<String, Object> schema, int depth) {
        if (schema.get("$ref") instanceof String name) {
            return example(map(schemas, name.substring(name.lastIndexOf('/') + 1)), depth + 1);
        }
        List<Object> values = asList(schema.get("enum"));
        if (!values.isEmpty()) {
            return values.getFirst();
        }
        return switch (typeOf(schema)) {
            case "integer", "number" -> schema.getOrDefault("minimum", 1);
            case "boolean" -> true;
            case "array" -> depth > DEEPEST ? List.of() : List.of(example(map(schema, "items"), depth + 1));
            case "object" -> {
                Map<String, Object> object = new TreeMap<>();
                if (depth <= DEEPEST) {
                    map(schema, "properties")
                            .forEach((name, property) -> object.put(name, example(asMap(property), depth + 1)));
                }
                yield object;
            }
            default -> text.apply(String.valueOf(schema.getOrDefault("format", "")));
        };
    }

    private static String typeOf(Map<String, Object> schema) {
        return asList(schema.get("type")).stream()
                .map(String::valueOf)
                .filter(type -> !type.equals("null"))
                .findFirst()
                .orElse(schema.get("type") instanceof String type ? type : "object");
    }

    private static Map<String, Object> map(Map<String, Object> map, String name) {
        return asMap(map.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> asList(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
