package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine comes to what was worked out by hand ({@code deadline-cases.txt}), by the calendars of the real packs. */
class DeadlineTableTests {

    static Stream<DeadlineCase> cases() {
        return DeadlineCase.all();
    }

    static Stream<DeadlineCase> casesWithWarning() {
        return cases().filter(DeadlineCase::namesWarning);
    }

    static Stream<DeadlineCase> stoppedCases() {
        return cases().filter(DeadlineCase::stopped);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToTheDeadline(DeadlineCase one) {
        assertThat(one.clock().deadline()).isEqualTo(one.deadline());
    }

    @ParameterizedTest
    @MethodSource("casesWithWarning")
    void warnsWhenThreeQuartersAreGone(DeadlineCase one) {
        assertThat(one.clock().warning()).isEqualTo(one.warning());
    }

    @ParameterizedTest
    @MethodSource("stoppedCases")
    void judgesTheStop(DeadlineCase one) {
        Instant stopped = one.clock().stoppedAt();
        assertThat(stopped).isNotNull();
        assertThat(one.clock().lateAt(stopped)).isEqualTo(!one.inTime());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ordersWhatHappenedByTime(DeadlineCase one) {
        assertThat(one.clock().entries()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void warnsNotAfterTheDeadline(DeadlineCase one) {
        Clock clock = one.clock();
        assertThat(clock.warning() == null).isEqualTo(clock.deadline() == null);
        if (clock.warning() != null) {
            assertThat(clock.warning()).isBeforeOrEqualTo(clock.deadline());
        }
    }

    @Test
    void readsTheSlotsAndHolidaysOfThePacks() {
        assertThat(Packs.HAIWAN.slots()).hasSize(2);
        assertThat(Packs.HAIWAN.zone().getId()).isEqualTo("Asia/Shanghai");
        assertThat(Packs.HAIWAN.working(LocalDate.of(2026, 2, 14))).isTrue();
        assertThat(Packs.HAIWAN.working(LocalDate.of(2026, 10, 1))).isFalse();
        assertThat(Packs.LOS_ANGELES.zone().getId()).isEqualTo("America/Los_Angeles");
        assertThat(Packs.LOS_ANGELES.exception(LocalDate.of(2026, 1, 19)))
                .extracting(WorkCalendar.Exception::nameEn)
                .isEqualTo("Birthday of Martin Luther King, Jr.");
    }

    @Test
    void hasAtLeastEightyCases() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(80);
    }
}
