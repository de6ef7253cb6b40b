package org.whistle.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTests {

    private static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");

    private final List<String> verified = new ArrayList<>();
    private Instant now = NOON;
    private final RememberedTokens tokens = new RememberedTokens(this::verify, () -> now);

    @Test
    void aTokenIsVerifiedOnceAMinute() {
        Jwt first = tokens.decode("600");
        now = NOON.plusSeconds(59);
        assertThat(tokens.decode("600")).isSameAs(first);
        assertThat(verified).hasSize(1);

        now = NOON.plusSeconds(60);
        tokens.decode("600");

        assertThat(verified).hasSize(2);
    }

    @Test
    void noTokenIsBelievedBeyondItsEnd() {
        tokens.decode("20");
        now = NOON.plusSeconds(20);

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("20"));
    }

    @Test
    void aWrongTokenIsVerifiedEachTime() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("-1"));
        }
        assertThat(verified).hasSize(3);
    }

    @Test
    void tokensThatWereNotUsedForLongAreForgotten() {
        tokens.decode("600");
        tokens.decode("601");
        for (int other = 1_000; other < 2_999; other++) {
            tokens.decode("601");
            tokens.decode(String.valueOf(other));
        }
        verified.clear();

        tokens.decode("601");
        tokens.decode("600");

        assertThat(verified).containsExactly("600");
    }

    /** The text of a token is the number of seconds after noon at which it expires. */
    private Jwt verify(String token) {
        verified.add(token);
        Instant end = NOON.plus(Duration.ofSeconds(Long.parseLong(token)));
        if (!now.isBefore(end)) {
            throw new BadJwtException("expired");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("somebody")
                .expiresAt(end)
                .build();
    }
}
