package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StageTimeTests {

    @Test
    void aSlotIsOffByTwoAndAHalfPercentAtMost() {
        for (long seconds = 1; seconds < 40_000_000; seconds += 1 + seconds / 97) {
            assertThat(StageTime.secondsOf(StageTime.slotOf(seconds)))
                    .isCloseTo(seconds, Offset.offset(seconds * 0.025));
        }
    }

    @Test
    void noTimeIsNoTime() {
        assertThat(StageTime.secondsOf(StageTime.slotOf(0))).isZero();
    }
}
