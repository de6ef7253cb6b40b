package org.whistle.replay.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeekShiftTests {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:05, 2019-12-01T00:00:00Z, 0",
        "2020-01-01T00:05, 2020-01-01T08:05:00Z, 0",
        "2020-01-01T00:05, 2020-01-01T08:05:01Z, 1",
        "2020-01-01T00:05, 2020-01-08T08:05:00Z, 1",
        "2020-01-01T00:05, 2026-11-23T12:00:00Z, 360"
    })
    void movesTheLeastThatIsEnough(LocalDateTime first, Instant earliest, long weeks) {
        assertThat(WeekShift.after(first, ZONE, earliest)).isEqualTo(weeks);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-05T00:00, 2026-04-05T07:00:00Z, 0",
        "2026-04-05T00:00, 2026-04-05T06:59:59Z, -1",
        "2026-04-05T00:00, 2026-04-19T07:00:00Z, 2",
        "2026-04-05T00:00, 2026-03-01T12:00:00Z, -5"
    })
    void endsAtOrBeforeNow(LocalDateTime last, Instant latest, long weeks) {
        assertThat(WeekShift.before(last, ZONE, latest)).isEqualTo(weeks);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:05, 2020-01-01T08:00:00Z, 0",
        "2020-01-01T00:05, 2020-01-08T11:00:00Z, 1",
        "2020-01-01T00:05, 2020-07-08T07:05:00Z, 27"
    })
    void findsWhatAnEarlierPlayHad(LocalDateTime planned, Instant reported, long weeks) {
        assertThat(WeekShift.of(planned, ZONE, reported)).isEqualTo(weeks);
    }
}
