package org.whistle.testing.openapi;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.whistle.testing.TestSystem;

/** A service's OpenAPI document: compared with the committed one, or written with {@code -Dwhistle.openapi.write=true}. */
public final class OpenApiDocument {

    /** Settings of the services under test, so that the document is the same every time. */
    public static final Map<String, Object> SETTINGS = Map.of(
            "springdoc.writer-with-order-by-keys", true,
            "springdoc.default-flat-param-object", true,
            "springdoc.override-with-generic-response", false,
            "springdoc.paths-to-exclude", "/error",
            "springdoc.cache.disabled", true);

    private static final Path FOLDER = Path.of("../deploy/docs/openapi");

    private OpenApiDocument() {}

    /** Compares the document of the service that listens on a port. */
    public static void check(String desk, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs.yaml"))
                .header(
                        "Authorization",
                        "Bearer " + TestSystem.shared().issuer().token("reader"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("status of the document: " + answer.statusCode() + " " + answer.body());
        }
        Path file = FOLDER.resolve(desk + ".yaml");
        if (Boolean.getBoolean("whistle.openapi.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, answer.body());
        }
        if (!answer.body().equals(Files.readString(file))) {
            throw new AssertionError(
                    file + " differs from what the service answers: run the test with -Dwhistle.openapi.write=true");
        }
    }
}
