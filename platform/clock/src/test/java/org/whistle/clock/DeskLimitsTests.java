package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.events.code.ClockUnit;

class DeskLimitsTests {

    @ParameterizedTest
    @CsvSource({
        "2 WORK_DAY, 1 WORK_DAY",
        "5 WORK_DAY, 3 WORK_DAY",
        "1 WORK_DAY, 1 WORK_DAY",
        "24 WORK_HOUR, 12 WORK_HOUR",
        "9 WORK_HOUR, 5 WORK_HOUR",
        "4 WORK_HOUR, 4 WORK_HOUR",
        "1 WORK_HOUR, 4 WORK_HOUR",
        "3 URGENT_HOUR, 2 URGENT_HOUR",
        "1 URGENT_HOUR, 1 URGENT_HOUR",
        "30 URGENT_MINUTE, 60 URGENT_MINUTE",
        "180 URGENT_MINUTE, 90 URGENT_MINUTE",
        "3 URGENT_DAY, 2 URGENT_DAY",
        "1 URGENT_DAY, 1 URGENT_DAY",
        "15 CALENDAR_DAY, 8 CALENDAR_DAY",
        "1 CALENDAR_DAY, 1 CALENDAR_DAY"
    })
    void reworkHasHalfTheLimitInItsOwnUnitButNotTooLittle(String handling, String rework) {
        assertThat(DeskLimits.forRework(Samples.limit(handling))).isEqualTo(Samples.limit(rework));
    }

    @Test
    void everyDesksClockHasALimitInThePack() {
        assertThat(Packs.LIMITS.limits())
                .containsKeys("COMMUNITY_TRIAGE", "DISPATCH_EMERGENCY", "CHECK_URGENT", "CONFIRMATION_LEADER");
        assertThat(Packs.LIMITS.of("DISPATCH_EMERGENCY").unit()).isEqualTo(ClockUnit.URGENT_MINUTE);
    }

    @Test
    void unknownClockIsAMistakeOfOurs() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Packs.LIMITS.of("LUNCH"))
                .withMessageContaining("LUNCH");
    }

    @Test
    void returnMayBeAskedForWithinFourWorkingHours() {
        assertThat(DeskLimits.returnWindow()).isEqualTo(Samples.limit("4 WORK_HOUR"));
    }
}
