package org.whistle.kit.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTests {

    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "8, 640"})
    void doublesWithEachAttemptALittleApart(int attempts, long seconds) {
        Duration wait = backoff.after(attempts, null);

        assertThat(wait).isBetween(Duration.ofMillis(seconds * 690), Duration.ofMillis(seconds * 1_310));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 40, 1_000})
    void neverWaitsLongerThanItsLimit(int attempts) {
        assertThat(backoff.after(attempts, null)).isBetween(Duration.ofMinutes(40), Duration.ofHours(1));
    }

    @Test
    void waitsAtLeastAsLongAsItIsAsked() {
        assertThat(backoff.after(1, Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        assertThat(backoff.after(8, Duration.ofSeconds(1))).isGreaterThan(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "0 | PT0S",
                "Sun, 01 Nov 2026 00:01:00 GMT | PT1M",
                "999999999 | PT24H",
            })
    void readsSecondsAndDates(String header, Duration asked) {
        assertThat(Backoff.asked(header, NOW)).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-5", "1e9", "9999999999", "Sun, 01 Nov 2025 00:01:00 GMT", "2026-11-01T00:00:00Z"})
    void ignoresWhatItDoesNotUnderstand(String header) {
        assertThat(Backoff.asked(header, NOW)).isEmpty();
        assertThat(Backoff.asked(null, NOW)).isEmpty();
    }
}
