package org.whistle.replay.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The API as one account sees it; paths are relative to the gateway. */
public final class AccountClient {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Transport transport;
    private final Tokens tokens;
    private final URI gateway;
    private final String account;

    AccountClient(Transport transport, Tokens tokens, URI gateway, String account) {
        this.transport = transport;
        this.tokens = tokens;
        this.gateway = gateway;
        this.account = account;
    }

    /**
     * Reads.
     *
     * @throws ApiProblem unless the answer is a 2xx
     */
    public JsonNode get(String path) {
        return json("GET", path, send("GET", path, Map.of(), null));
    }

    /**
     * Changes something, once, however often the request has to be sent.
     *
     * @throws ApiProblem unless the answer is a 2xx
     */
    public JsonNode post(String path, Map<String, ?> body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** The same under a key of the caller's. */
    public JsonNode post(String path, Map<String, ?> body, String key) {
        return json("POST", path, tryPost(path, body, key));
    }

    /** The same, answering refusals like anything else. */
    public Answer tryPost(String path, Map<String, ?> body, String key) {
        return send(
                "POST",
                path,
                Map.of("Content-Type", "application/json", "Idempotency-Key", key),
                WhistleClient.JSON.writeValueAsBytes(body));
    }

    /** Uploads a file with some text fields. */
    public JsonNode upload(String path, Map<String, String> fields, UploadedFile file) {
        Multipart multipart = new Multipart(fields, file);
        Map<String, String> headers = Map.of(
                "Content-Type",
                multipart.contentType(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        return json("POST", path, send("POST", path, headers, multipart.body()));
    }

    /** Sends anything; answers anything. */
    public Answer send(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        Answer answer = transport.send(request(method, path, headers, body));
        if (answer.status() != 401) {
            return answer;
        }
        tokens.forget(account);
        return transport.send(request(method, path, headers, body));
    }

    private HttpRequest request(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + tokens.of(account))
                .header("Accept", "application/json, application/problem+json, */*;q=0.1")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(builder::header);
        return builder.build();
    }

    private JsonNode json(String method, String path, Answer answer) {
        if (!answer.successful()) {
            throw new ApiProblem(answer.status(), method + " " + path + " as " + account, answer.json());
        }
        return answer.json();
    }
}
