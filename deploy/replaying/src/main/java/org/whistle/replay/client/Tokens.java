package org.whistle.replay.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One token per account, renewed before it ends. */
final class Tokens {

    /** What the standalone gives every demo account. */
    private static final String PASSWORD = "demo";

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Transport transport;
    private final URI address;
    private final String client;

    /** The standalone's own. */
    Tokens(Transport transport, URI identity) {
        this(transport, identity.resolve("/demo/token"), "");
    }

    /** OAuth 2.0's password grant, for a client that a provider allows it. */
    Tokens(Transport transport, URI endpoint, String clientId) {
        this.transport = transport;
        this.address = endpoint;
        this.client = clientId.isEmpty() ? "" : "grant_type=password&client_id=" + encode(clientId) + "&";
    }

    String of(String account) {
        Token token = tokens.get(account);
        if (token == null || Instant.now().isAfter(token.renewAt())) {
            token = fetch(account);
            tokens.put(account, token);
        }
        return token.value();
    }

    void forget(String account) {
        tokens.remove(account);
    }

    private Token fetch(String account) {
        String form = client + "username=" + encode(account) + "&password=" + encode(PASSWORD);
        Answer answer = transport.send(HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        if (!answer.successful()) {
            throw new ApiProblem(answer.status(), "POST " + address + " for " + account, answer.json());
        }
        long seconds = answer.json().path("expires_in").asLong(300);
        return new Token(
                answer.json().path("access_token").asString(), Instant.now().plusSeconds(seconds * 4 / 5));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private record Token(String value, Instant renewAt) {}
}
