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

    Tokens(Transport transport, URI identity) {
        this.transport = transport;
        this.address = identity.resolve("/demo/token");
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
        String form = "username=" + encode(account) + "&password=" + encode(PASSWORD);
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
