package org.whistle.standalone.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.realm.Realm;

/** Tokens against a password, for scripts and first steps; exists in the standalone only. */
@RestController
class DemoTokens {

    private static final Duration LIFE = Duration.ofHours(12);

    /**
     * A token as OAuth 2 writes it.
     *
     * @param expiresIn seconds
     */
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    private final IdentitySettings settings;
    private final JwtEncoder tokens;

    DemoTokens(IdentitySettings settings, JwtEncoder tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @PostMapping(path = "/demo/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Token token(@RequestParam String username, @RequestParam String password) {
        if (!password.equals(Accounts.PASSWORD)
                || settings.accounts().find(username).isEmpty()) {
            throw new ErrorResponseException(HttpStatus.UNAUTHORIZED, refusal(), null);
        }
        return new Token(tokenFor(username), "Bearer", LIFE.toSeconds());
    }

    String tokenFor(String username) {
        Account account = settings.accounts().find(username).orElseThrow();
        Instant now = Instant.now();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(settings.issuer())
                .subject(username)
                .audience(List.of(Realm.API))
                .issuedAt(now)
                .expiresAt(now.plus(LIFE));
        Claims.add(account, claims::claim);
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type(Claims.ACCESS_TOKEN)
                .build();
        return tokens.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    private static ProblemDetail refusal() {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "用户名或密码错误 Unknown account or wrong password");
        problem.setType(URI.create("urn:whistle:problem:bad-credentials"));
        problem.setTitle("登录失败 Sign-in failed");
        problem.setProperty("code", "BAD_CREDENTIALS");
        return problem;
    }
}
