package org.whistle.replay.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.Step;

class LedgerTests {

    @ParameterizedTest
    @CsvSource({
        "REPORT ESCALATE TICKET FILE DISPATCH, REPORT, 1",
        "REPORT ESCALATE TICKET FILE DISPATCH, REPORT ESCALATE TICKET, 3",
        "REPORT ESCALATE TICKET FILE DISPATCH, REPORT TICKET, 3",
        "REPORT REQUEST_VERIFICATION VERIFY ESCALATE TICKET FILE DISPATCH, REPORT TICKET FILE, 6",
        "REPORT ESCALATE TICKET COMPLETE CHECK COMPLETE CHECK CONFIRM, REPORT ESCALATE TICKET COMPLETE CHECK, 5",
        "REPORT START_HANDLING HANDLE CHECK, REPORT START_HANDLING HANDLE CHECK RATE, 4",
        "REPORT MERGE, REPORT VOID, 1"
    })
    void countsTheStepsThatTheEventsProve(String planned, String happened, int done) {
        List<Step> steps = acts(planned)
                .map(act -> new Step(Instant.EPOCH, "somebody", act, Map.of()))
                .toList();

        assertThat(Ledger.stepsDone(
                        new CaseScript("a", steps, "CLOSED"), acts(happened).toList()))
                .isEqualTo(done);
    }

    private static Stream<Act> acts(String names) {
        return Arrays.stream(names.split(" ")).map(Act::valueOf);
    }
}
