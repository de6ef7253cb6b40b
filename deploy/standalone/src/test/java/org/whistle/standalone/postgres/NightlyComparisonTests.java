package org.whistle.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** When the next comparison is. */
class NightlyComparisonTests {

    @Test
    void isTheNextTwoInTheNight() {
        assertThat(NightlyComparison.untilTheNight(LocalDateTime.parse("2026-11-23T01:30:00")))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(NightlyComparison.untilTheNight(LocalDateTime.parse("2026-11-23T02:00:00")))
                .isEqualTo(Duration.ofDays(1));
        assertThat(NightlyComparison.untilTheNight(LocalDateTime.parse("2026-11-23T22:00:00")))
                .isEqualTo(Duration.ofHours(4));
    }
}
