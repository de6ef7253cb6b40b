package org.whistle.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples of the committed OpenAPI documents, by method and path. */
final class DocumentedExamples {

    private static final Path DOCUMENTS = Path.of("../docs/openapi");

    /** A body, and who of the demo may send it. */
    record Example(String method, String path, String account, Map<String, Object> body) {}

    private DocumentedExamples() {}

    static Map<String, Example> read() {
        Map<String, Example> examples = new TreeMap<>();
        for (String desk : List.of("intake", "dispatch", "department", "audit")) {
            paths(desk)
                    .forEach((path, operations) -> operations.forEach((method, operation) -> {
                        if (operation instanceof Map<?, ?> said
                                && said.get("x-demo-account") instanceof String account) {
                            String verb = method.toUpperCase(java.util.Locale.ROOT);
                            examples.put(verb + " " + path, new Example(verb, path, account, body(said)));
                        }
                    }));
        }
        return examples;
    }

    private static Map<String, Map<String, Object>> paths(String desk) {
        try {
            Map<String, Map<String, Map<String, Object>>> document = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(DOCUMENTS.resolve(desk + ".yaml")));
            return document.getOrDefault("paths", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> body(Map<?, ?> operation) {
        Map<String, Object> body = new HashMap<>();
        if (operation.get("requestBody") instanceof Map<?, ?> request
                && request.get("content") instanceof Map<?, ?> content
                && content.get("application/json") instanceof Map<?, ?> json
                && json.get("example") instanceof Map<?, ?> example) {
            example.forEach((field, value) -> body.put(String.valueOf(field), value));
        }
        return body;
    }
}
