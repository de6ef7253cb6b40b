package org.whistle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.whistle.events.code.Role;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the running audit over HTTP. */
public final class AuditClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    private AuditClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** With these grants. */
    public static AuditClient as(int port, String account, TestGrant... grants) {
        return new AuditClient(port, TestSystem.shared().issuer().token(account, grants));
    }

    /** A supervisor of the county. */
    public static AuditClient supervisor(int port) {
        return as(port, "supervisor", TestGrant.of(Role.SUPERVISOR, "350999"));
    }

    /** An answer. */
    public record Answer(int status, String body) {

        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** GET below {@code /api/audit}. */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** POST below {@code /api/audit}. */
    public Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** A request that carries the token. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/audit" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    /** The client, for answers that are read otherwise. */
    public HttpClient http() {
        return http;
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
