package org.whistle.intake.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.events.code.CaseState;
import org.whistle.intake.workorder.Reply.Kind;

class RulesTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    COMMUNITY_HANDLING, 1, ACCEPTED,    1, IN_PROGRESS
                    DISPATCHED,         1, ACCEPTED,    1, IN_PROGRESS
                    HANDLING,           1, IN_PROGRESS, 1,
                    CHECKING,           1, IN_PROGRESS, 1,
                    REPORTED,           1, ACCEPTED,    1,
                    CLOSED,             1, IN_PROGRESS, 1, DONE
                    FORCE_CLOSED,       1, ACCEPTED,    1, DONE
                    CLOSED,             1, DONE,        1,
                    STREET_PENDING,     2, DONE,        1,
                    HANDLING,           2, DONE,        1, IN_PROGRESS
                    CLOSED,             2, DONE,        1, DONE
                    MERGED,             1, ACCEPTED,    1, IN_PROGRESS
                    VOIDED,             1, ACCEPTED,    1,
                    """)
    void aStateIsToldOnceInARound(CaseState state, int round, Kind said, int saidRound, Kind next) {
        assertThat(Rules.next(state, round, said, saidRound)).isEqualTo(Optional.ofNullable(next));
    }
}
