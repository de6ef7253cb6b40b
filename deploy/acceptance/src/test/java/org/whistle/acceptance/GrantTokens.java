package org.whistle.acceptance;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens for any role at any place, signed with the key of the system's own identity provider. */
final class GrantTokens {

    private static final int SECONDS = 3_600;

    private final String issuer;
    private final JsonNode jwk;
    private final PrivateKey key;

    /** @param file the provider's key as JWK */
    GrantTokens(String issuer, Path file) throws IOException, GeneralSecurityException {
        this.issuer = issuer;
        jwk = JsonMapper.shared().readTree(Files.readString(file));
        key = KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(number("n"), number("d")));
    }

    private BigInteger number(String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asString()));
    }

    /** @param grant as in the claim {@code grants} */
    String token(String account, Map<String, Object> grant) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String content = part(Map.of(
                        "alg", "RS256", "typ", "at+jwt", "kid", jwk.path("kid").asString()))
                + "."
                + part(Map.of(
                        "iss",
                        issuer,
                        "sub",
                        account,
                        "aud",
                        List.of("whistle-api"),
                        "iat",
                        now,
                        "exp",
                        now + SECONDS,
                        "grants",
                        List.of(grant)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String part(Map<String, Object> json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonMapper.shared().writeValueAsBytes(json));
    }
}
