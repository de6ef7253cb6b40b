package org.whistle.intake.turn;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

class TurnTests {

    @Test
    void itIsOnesAtATimeAndWhoWaitsTooLongIsAskedToComeAgain() {
        Turn turn = new Turn(Duration.ofMillis(1));
        turn.begin();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(turn::begin)
                .withMessageContaining("BUSY")
                .matches(e -> e.refusal().equals(new Refusal.Other(503, "BUSY")));

        turn.end();
        assertThatCode(turn::begin).doesNotThrowAnyException();
    }
}
