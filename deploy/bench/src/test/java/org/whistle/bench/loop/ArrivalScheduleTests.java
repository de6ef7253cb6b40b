package org.whistle.bench.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTests {

    private static final Duration LENGTH = Duration.ofSeconds(1_000);

    @Test
    void asManyComeAsTheRateSaysOnTheAverage() {
        assertThat(ArrivalSchedule.drawn(4, LENGTH, 1)).hasSizeBetween(3_800, 4_200);
    }

    @Test
    void theyComeInOrderWithinTheTimeAndAtRandomDistances() {
        long[] arrivals = ArrivalSchedule.drawn(4, LENGTH, 1);

        assertThat(arrivals).isSorted();
        assertThat(arrivals[0]).isPositive();
        assertThat(arrivals[arrivals.length - 1]).isLessThan(LENGTH.toNanos());
        assertThat(arrivals[1] - arrivals[0]).isNotEqualTo(arrivals[2] - arrivals[1]);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(ArrivalSchedule.drawn(2, LENGTH, 7))
                .isEqualTo(ArrivalSchedule.drawn(2, LENGTH, 7))
                .isNotEqualTo(ArrivalSchedule.drawn(2, LENGTH, 8));
    }

    @Test
    void phasesFollowEachOther() {
        long[] arrivals = ArrivalSchedule.inTurn(
                List.of(
                        new ArrivalSchedule.Phase(1, Duration.ofSeconds(100)),
                        new ArrivalSchedule.Phase(10, Duration.ofSeconds(100))),
                3);

        assertThat(arrivals).isSorted();
        long half = Duration.ofSeconds(100).toNanos();
        assertThat(Arrays.stream(arrivals).filter(at -> at < half).count()).isBetween(70L, 130L);
        assertThat(Arrays.stream(arrivals).filter(at -> at >= half).count()).isBetween(900L, 1_100L);
    }
}
