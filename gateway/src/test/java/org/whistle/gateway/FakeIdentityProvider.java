package org.whistle.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.whistle.door.AccessTokens;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider that signs everybody in as {@code dispatcher}; its tokens can be short-lived. */
final class FakeIdentityProvider {

    final AtomicInteger refreshes = new AtomicInteger();
    volatile Duration tokenLife = Duration.ofHours(1);
    volatile boolean refusesRefresh;
    volatile String nonce = "";
    volatile String challenge = "";
    private final RSAKey key;
    private final HttpServer server;

    FakeIdentityProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String tokenFor(String username, Duration life) {
        return token(AccessTokens.TYPE, AccessTokens.AUDIENCE, username, life);
    }

    String idTokenFor(String username, Duration life) {
        return token("JWT", "whistle-console", username, life);
    }

    private String token(String type, String audience, String username, Duration life) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(username)
                .audience(audience)
                .issueTime(Date.from(now.minusSeconds(600)))
                .expirationTime(Date.from(now.plus(life)))
                .claim("nonce", nonce)
                .claim("preferred_username", username)
                .claim("name", "派单员")
                .claim("grants", List.of(Map.of("role", "DISPATCHER", "scopes", List.of("350999"))))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID("test")
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/jwks",
                "end_session_endpoint", issuer() + "/logout",
                "subject_types_supported", List.of("public"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        nonce = query.getOrDefault("nonce", "");
        challenge = query.getOrDefault("code_challenge", "");
        String location = query.get("redirect_uri") + "?code=good&state=" + query.get("state");
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean refresh = "refresh_token".equals(form(body).get("grant_type"));
        if (refresh && refusesRefresh) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        if (refresh) {
            refreshes.incrementAndGet();
        }
        Duration life = refresh ? Duration.ofHours(1) : tokenLife;
        String access = tokenFor("dispatcher", life);
        answer(
                exchange,
                200,
                Map.of(
                        "access_token",
                        access,
                        "id_token",
                        idTokenFor("dispatcher", Duration.ofHours(1)),
                        "refresh_token",
                        "again",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        Math.max(life.toSeconds(), 1)));
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> values = new HashMap<>();
        Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> values.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return values;
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
