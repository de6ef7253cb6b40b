package org.whistle.replay.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.replay.script.Act;

class StageTimesTests {

    @Test
    void tellsMeanMedianAndNinetiethPercentile() {
        List<Deed> deeds = List.of(
                deed("a", Act.TICKET, 0),
                deed("a", Act.DISPATCH, 1),
                deed("b", Act.TICKET, 0),
                deed("b", Act.DISPATCH, 2),
                deed("c", Act.TICKET, 10),
                deed("c", Act.DISPATCH, 16),
                deed("d", Act.TICKET, 20));

        assertThat(StageTimes.of(deeds).lines())
                .hasSize(2)
                .last()
                .asString()
                .matches("dispatch +3 +3\\.00 +2\\.00 +6\\.00");
    }

    @Test
    void aReworkIsTimedTwice() {
        List<Deed> deeds = List.of(
                deed("a", Act.COMPLETE, 0),
                deed("a", Act.CHECK, 1),
                deed("a", Act.COMPLETE, 4),
                deed("a", Act.CHECK, 7));

        assertThat(StageTimes.of(deeds).lines()).last().asString().matches("check +2 +2\\.00 +1\\.00 +3\\.00");
    }

    private static Deed deed(String script, Act act, int hour) {
        return new Deed(script, act, Instant.EPOCH.plusSeconds(hour * 3600L), "");
    }
}
