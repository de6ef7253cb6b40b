package org.whistle.dispatch.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Quiet hours end when they should, and do not hold urgent notifications. */
class QuietHoursTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));

    @Test
    void endInTheMorningOnBothSidesOfMidnight() {
        assertThat(NIGHT.endAfter(at("2026-11-28T23:30+08:00"), SHANGHAI)).contains(at("2026-11-29T07:00+08:00"));
        assertThat(NIGHT.endAfter(at("2026-11-29T00:00+08:00"), SHANGHAI)).contains(at("2026-11-29T07:00+08:00"));
        assertThat(NIGHT.endAfter(at("2026-11-29T06:59:59+08:00"), SHANGHAI)).contains(at("2026-11-29T07:00+08:00"));
    }

    @Test
    void beginAndEndSharply() {
        assertThat(NIGHT.endAfter(at("2026-11-28T22:00+08:00"), SHANGHAI)).isPresent();
        assertThat(NIGHT.endAfter(at("2026-11-28T21:59:59+08:00"), SHANGHAI)).isEmpty();
        assertThat(NIGHT.endAfter(at("2026-11-29T07:00+08:00"), SHANGHAI)).isEmpty();
    }

    @Test
    void areThoseOfTheCountysZone() {
        Instant evening = at("2026-11-28T22:30+08:00");

        assertThat(NIGHT.endAfter(evening, SHANGHAI)).contains(at("2026-11-29T07:00+08:00"));
        assertThat(NIGHT.endAfter(evening, ZoneId.of("Asia/Urumqi"))).isEmpty();
    }

    @Test
    void endByTheClockOnTheWallWhenTheClocksAreChanged() {
        assertThat(NIGHT.endAfter(at("2026-03-28T23:30+01:00"), ZoneId.of("Europe/Berlin")))
                .contains(at("2026-03-29T07:00+02:00"));
    }

    @Test
    void mayLieWithinOneDayOrNowhere() {
        QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0));
        QuietHours none = new QuietHours(LocalTime.of(12, 0), LocalTime.of(12, 0));

        assertThat(noon.endAfter(at("2026-11-28T13:00+08:00"), SHANGHAI)).contains(at("2026-11-28T14:00+08:00"));
        assertThat(noon.endAfter(at("2026-11-28T14:00+08:00"), SHANGHAI)).isEmpty();
        assertThat(none.endAfter(at("2026-11-28T12:00+08:00"), SHANGHAI)).isEmpty();
    }

    @Test
    void holdBackAllButWhatIsUrgent() {
        Timing timing = new Timing(NIGHT, SHANGHAI, null);
        Instant night = at("2026-11-28T23:30+08:00");

        assertThat(timing.due(night, true)).isEqualTo(night);
        assertThat(timing.due(night, false)).isEqualTo(at("2026-11-29T07:00+08:00"));
        assertThat(timing.due(at("2026-11-28T12:00+08:00"), false)).isEqualTo(at("2026-11-28T12:00+08:00"));
    }

    @Test
    void aDailyDigestComesAtItsTimeAndNeverIntoTheQuiet() {
        Instant noon = at("2026-11-28T12:00+08:00");

        assertThat(new Timing(NIGHT, SHANGHAI, LocalTime.of(8, 0)).due(noon, false))
                .isEqualTo(at("2026-11-29T08:00+08:00"));
        assertThat(new Timing(NIGHT, SHANGHAI, LocalTime.of(18, 0)).due(noon, false))
                .isEqualTo(at("2026-11-28T18:00+08:00"));
        assertThat(new Timing(NIGHT, SHANGHAI, LocalTime.of(6, 0)).due(noon, false))
                .isEqualTo(at("2026-11-29T07:00+08:00"));
        assertThat(new Timing(NIGHT, SHANGHAI, LocalTime.of(8, 0)).due(noon, true))
                .isEqualTo(noon);
    }

    private static Instant at(String text) {
        return java.time.OffsetDateTime.parse(text).toInstant();
    }
}
