package org.whistle.bench.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SliceTests {

    private static final long START = -7;

    @Test
    void aStageIsCutByTheTimeAtWhichThingsHappened() {
        List<Slice> slices = Slice.cut(
                List.of(
                        happening(Happening.Kind.CONFIRMED, 11),
                        happening(Happening.Kind.BEGUN, 0),
                        happening(Happening.Kind.STEP, 4),
                        happening(Happening.Kind.FAILED, 4)),
                START,
                Duration.ofSeconds(5));

        assertThat(slices).extracting(Slice::from).containsExactly(0L, 5L, 10L);
        assertThat(slices).extracting(Slice::begun).containsExactly(1L, 0L, 0L);
        assertThat(slices).extracting(Slice::failed).containsExactly(1L, 0L, 0L);
        assertThat(slices).extracting(Slice::confirmed).containsExactly(0L, 0L, 1L);
        assertThat(slices.getFirst().steps().count()).isEqualTo(1);
    }

    private static Happening happening(Happening.Kind kind, long second) {
        return new Happening(kind, START + TimeUnit.SECONDS.toNanos(second), 1_000_000);
    }
}
