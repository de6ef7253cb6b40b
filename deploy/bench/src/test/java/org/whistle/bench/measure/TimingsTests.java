package org.whistle.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimingsTests {

    private static final Offset<Double> NEAR = within(0.5);

    @Test
    void percentilesAreOfWhatWasRecorded() {
        Timings timings = new Timings();
        for (int millis = 1; millis <= 100; millis++) {
            timings.record("step", TimeUnit.MILLISECONDS.toNanos(millis));
        }

        Latency latency = timings.summary().get("step");
        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.p50()).isCloseTo(50, NEAR);
        assertThat(latency.p95()).isCloseTo(95, NEAR);
        assertThat(latency.p99()).isCloseTo(99, NEAR);
        assertThat(latency.max()).isCloseTo(100, NEAR);
    }

    @Test
    void clocksThatGoBackCountAsNothing() {
        Timings timings = new Timings();

        timings.record("step", -5);

        assertThat(timings.summary().get("step").max()).isZero();
    }

    @Test
    void namesKeepTheOrderInWhichTheyCame() {
        Timings timings = new Timings();
        timings.record("report", 1);
        timings.record("escalate", 1);
        timings.record("accept", 1);

        assertThat(timings.summary().keySet()).containsExactly("report", "escalate", "accept");
    }
}
