package org.whistle.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.jwt.Jwt;

class AccessTokensTests {

    @ParameterizedTest
    @CsvSource({
        "at+jwt, whistle-api, true",
        "application/at+jwt, whistle-api, true",
        "at+jwt, account whistle-api, true",
        "at+jwt, whistle-console, false",
        "at+jwt, , false",
        "JWT, whistle-api, false",
        "logout+jwt, whistle-api, false",
        ", whistle-api, false",
        "JWT, whistle-console, false"
    })
    void onlyAnAccessTokenForOurInterfacesOpensThem(String type, String audiences, boolean opens) {
        Jwt.Builder token = Jwt.withTokenValue("token").header("alg", "RS256").claim("sub", "somebody");
        if (type != null) {
            token.header("typ", type);
        }
        if (audiences != null) {
            token.audience(List.of(audiences.split(" ")));
        }
        Jwt built = token.build();

        assertThat(Stream.of(AccessTokens.type(), AccessTokens.audience())
                        .noneMatch(one -> one.validate(built).hasErrors()))
                .isEqualTo(opens);
    }
}
