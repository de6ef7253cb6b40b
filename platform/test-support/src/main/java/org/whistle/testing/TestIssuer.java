package org.whistle.testing;

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
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whistle.events.code.Role;

/** A small OpenID provider: discovery, keys, and tokens for any account of a test. */
public final class TestIssuer {

    private static final int TOKEN_SECONDS = 3_600;

    private final HttpServer server;
    private final RSAKey key;

    private TestIssuer(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    /** Starts one; a second one is an issuer the services do not trust. */
    public static TestIssuer start() {
        try {
            RSAKey key = new RSAKeyGenerator(2048).keyID("test").generate();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestIssuer issuer = new TestIssuer(server, key);
            issuer.serve(
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/jwks\",\"subject_types_supported\":[\"public\"]}"
                            .formatted(issuer.uri()));
            issuer.serve("/jwks", new JWKSet(key.toPublicJWK()).toString());
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The issuer's address. */
    public String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token for an account with these grants. */
    public String token(String account, TestGrant... grants) {
        return token("at+jwt", "whistle-api", account, grants);
    }

    /** A token of another type or for another audience. */
    public String token(String type, String audience, String account, TestGrant... grants) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(uri())
                .subject(account)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(TOKEN_SECONDS)))
                .claim("grants", List.of(grants).stream().map(TestGrant::claim).toList())
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(new JOSEObjectType(type))
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** A role within a scope, in the form of the claim {@code grants}. */
    public record TestGrant(
            Role role,
            String scope,
            @org.jspecify.annotations.Nullable String unit) {

        /** A role without a unit. */
        public static TestGrant of(Role role, String scope) {
            return new TestGrant(role, scope, null);
        }

        /** A liaison or handler of a unit. */
        public static TestGrant of(Role role, String scope, String unit) {
            return new TestGrant(role, scope, unit);
        }

        Map<String, Object> claim() {
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("role", role.name());
            claim.put("scopes", List.of(scope));
            if (unit != null) {
                claim.put("unit", unit);
            }
            return claim;
        }
    }
}
