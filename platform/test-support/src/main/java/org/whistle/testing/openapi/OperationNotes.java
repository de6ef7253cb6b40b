package org.whistle.testing.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/**
 * Notes on each operation beyond its types: {@code summary}, one line; {@code as}, which account of the demo may;
 * {@code example}, a body. They are in {@code openapi/<desk>.yaml}, by method and path.
 */
record OperationNotes(Map<String, Map<String, Object>> notes) {

    private static final String JSON = "application/json";
    private static final String ACCOUNT = "x-demo-account";

    static OperationNotes of(String desk) {
        try (InputStream file = OperationNotes.class.getResourceAsStream("/openapi/" + desk + ".yaml")) {
            return new OperationNotes(new Yaml().load(Objects.requireNonNull(file, desk)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds the notes on an operation.
     *
     * @throws IllegalStateException where there are none
     */
    void add(String name, Operation operation) {
        Map<String, Object> note = notes.get(name);
        if (note == null) {
            throw new IllegalStateException("summary of " + name + ": none (expected: one in openapi/*.yaml)");
        }
        operation.summary(String.valueOf(note.get("summary")));
        Object example = note.get("example");
        if (example != null) {
            operation.addExtension(ACCOUNT, note.get("as"));
            MediaType body = operation.getRequestBody() == null
                    ? null
                    : operation.getRequestBody().getContent().get(JSON);
            if (body != null) {
                body.example(example);
            }
        }
    }
}
