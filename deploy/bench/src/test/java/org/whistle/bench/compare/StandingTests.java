package org.whistle.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Rows;

class StandingTests {

    @Test
    void aSpreadIsTheMedianBetweenLeastAndMost() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 6.0))).isEqualTo(new Spread(5, 1, 9));
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("expected: at least one");
    }

    @Test
    void ratiosAreOfTheSameRound() {
        Standing standing =
                Standing.of("Whistle", "", List.of(turn(10, 5), turn(10, 8)), List.of(turn(20, 20), turn(20, 10)));

        assertThat(standing.toFlowable()).isEqualTo(new Spread(0.525, 0.25, 0.8));
        assertThat(standing.commits()).isEqualTo(new Spread(3, 3, 3));
    }

    private static ContenderTurn turn(long loops, double settled) {
        return new ContenderTurn(
                loops, settled, settled, 0, 1, 3 * loops, 100, 2, Rows.NONE, new Latency(80, 1, 2, 3, 4));
    }
}
