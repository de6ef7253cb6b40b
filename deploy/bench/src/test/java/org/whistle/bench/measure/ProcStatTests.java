package org.whistle.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcStatTests {

    @Test
    void aNameMayHoldBlanksAndBrackets() {
        ProcStat stat = ProcStat.parse("4711 (a (b) c) S 12 4711 4711 0 -1 4194304 90 91 0 0 150 50 7 3 20 0 1 0 99");

        assertThat(stat).isEqualTo(new ProcStat(12, 200, 10));
    }

    @Test
    void aMachineIsBusyWithAllButIdlingAndWaiting() {
        assertThat(MachineStat.parse("cpu  100 20 30 4000 500 6 7 8 9 10")).isEqualTo(new MachineStat(171));
    }

    @Test
    void othersAreWhatIsNotOurs() {
        assertThat(ProcessMeter.others(10, Map.of("bench", new Usage(1, 0), "gateway", new Usage(4, 0)), 5))
                .isEqualTo(1);
    }
}
