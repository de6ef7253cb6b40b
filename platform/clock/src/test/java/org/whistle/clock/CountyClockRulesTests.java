package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.clock.ClockKind.APPEAL;
import static org.whistle.clock.ClockKind.CALL_BACK;
import static org.whistle.clock.ClockKind.DISPATCH;
import static org.whistle.clock.ClockKind.EXTENSION_REVIEW;
import static org.whistle.clock.ClockKind.HANDLING;
import static org.whistle.clock.ClockKind.RETURN_REVIEW;
import static org.whistle.clock.ClockKind.REWORK;
import static org.whistle.clock.ClockKind.RULING;
import static org.whistle.clock.ClockKind.STREET_TRIAGE;
import static org.whistle.clock.ClockKind.SUPERVISION_REPLY;
import static org.whistle.clock.ClockKind.SUSPENSION_REVIEW;
import static org.whistle.clock.Samples.ASSISTANT;
import static org.whistle.clock.Samples.LEAD;
import static org.whistle.clock.Samples.LEAD_AGAIN;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.events.CaseEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.Source;
import org.whistle.events.code.SupervisionLevel;

/** The rows of the clock table that dispatch owns, and how clocks end; stories begin on Monday 23 November 2026, 09:00. */
class CountyClockRulesTests {

    private static final OfferedPart WATER = Samples.part(LEAD, "WATER", PartRole.LEAD, false);
    private static final OfferedPart POWER = Samples.part(ASSISTANT, "POWER", PartRole.ASSISTING, false);
    private static final List<FiledCondition> SUNKEN = List.of(Samples.SUNKEN);

    private final Story story = new Story();

    @Test
    void countyDispatchesWithinAWorkingHour() {
        story.then(Samples.ticketFiled(false, Samples.SUNKEN));
        assertThat(story.says(DISPATCH)).isEqualTo("due 2026-11-23 10:00");
        assertThat(story.clock(DISPATCH).owner()).isEqualTo(Producer.DISPATCH);
        story.then(new DispatchEvent.Filed());
        assertThat(story.says(DISPATCH)).isEqualTo("due 2026-11-23 10:00");
        story.then(Samples.dispatched(SUNKEN, WATER));
        assertThat(story.says(DISPATCH)).isEqualTo("stopped");
    }

    @Test
    void emergencyIsDispatchedWithinFiveMinutesAtAnyHour() {
        story.urgent().at("2026-11-22 23:58").then(Samples.ticketFiled(true, Samples.MISSING));
        assertThat(story.says(DISPATCH)).isEqualTo("due 2026-11-23 00:03");
    }

    @Test
    void designationAndRejectionEndTheDispatchClock() {
        story.then(Samples.ticketFiled(false, Samples.SUNKEN)).then(Samples.designated(SUNKEN, WATER));
        assertThat(story.says(DISPATCH)).isEqualTo("stopped");
        Story rejected =
                new Story().then(Samples.ticketFiled(false, Samples.SUNKEN)).then(Samples.rejected());
        assertThat(rejected.says(DISPATCH)).isEqualTo("stopped");
        assertThat(rejected.says(STREET_TRIAGE)).isEqualTo("due 2026-11-23 15:00");
    }

    @Test
    void approvedReturnOfTheLeadIsDispatchedAgain() {
        story.then(Samples.dispatched(SUNKEN, WATER, POWER)).then(Samples.returnRequested(), LEAD);
        assertThat(story.says(RETURN_REVIEW)).isEqualTo("due 2026-11-23 10:00");
        assertThat(story.clock(RETURN_REVIEW).owner()).isEqualTo(Producer.DISPATCH);
        story.then(new DispatchEvent.ReturnApproved(true, ""), LEAD);
        assertThat(story.book().open().map(Clock::kind)).containsOnly(DISPATCH);
        assertThat(story.book().endedParts()).containsOnly(LEAD, ASSISTANT);
    }

    @Test
    void approvedReturnOfAnAssistantEndsItsPartAlone() {
        story.then(Samples.dispatched(SUNKEN, WATER, POWER)).then(Samples.returnRequested(), ASSISTANT);
        story.then(new DispatchEvent.ReturnApproved(false, ""), ASSISTANT);
        assertThat(story.book().open()).allMatch(clock -> clock.of(LEAD));
        assertThat(story.says(DISPATCH)).isEqualTo("none");
    }

    @Test
    void refusedReturnEndsTheReview() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.returnRequested(), LEAD);
        story.then(new DispatchEvent.ReturnRefused(true, ""), LEAD);
        assertThat(story.says(RETURN_REVIEW)).isEqualTo("stopped");
    }

    @Test
    void recallOfTheWholeCaseIsDispatchedAgain() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.recalled(true));
        assertThat(story.says(DISPATCH)).isEqualTo("due 2026-11-23 10:00");
        assertThat(story.says(HANDLING)).isEqualTo("stopped");
    }

    @Test
    void extensionIsReviewedWithinFourWorkingHours() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.extensionRequested(), LEAD);
        assertThat(story.says(EXTENSION_REVIEW)).isEqualTo("due 2026-11-23 15:00");
        story.then(Samples.granted("1 WORK_DAY"), LEAD);
        assertThat(story.says(EXTENSION_REVIEW)).isEqualTo("stopped");
        story.then(Samples.extensionRequested(), LEAD).then(new DispatchEvent.ExtensionRefused(""), LEAD);
        assertThat(story.says(EXTENSION_REVIEW)).isEqualTo("stopped");
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-26 09:00");
    }

    @Test
    void suspensionIsReviewedWithinFourWorkingHours() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.suspensionRequested(), LEAD);
        assertThat(story.says(SUSPENSION_REVIEW)).isEqualTo("due 2026-11-23 15:00");
        story.then(new DispatchEvent.SuspensionRefused(""), LEAD);
        assertThat(story.says(SUSPENSION_REVIEW)).isEqualTo("stopped");
        assertThat(story.says(HANDLING)).isEqualTo("due 2026-11-25 09:00");
    }

    @Test
    void completionLapsesTheRequestedExtension() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.extensionRequested(), LEAD);
        assertThat(story.then(Samples.completed(), LEAD).says(EXTENSION_REVIEW)).isEqualTo("stopped");
    }

    @Test
    void leaderRulesWithinFourWorkingHoursAfterTheThirdFailureOrTheSecondVeto() {
        assertThat(story.then(Samples.checkFailed(null, 2)).says(RULING)).isEqualTo("none");
        assertThat(story.then(Samples.checkFailed(null, 3)).says(RULING)).isEqualTo("due 2026-11-23 15:00");
        assertThat(new Story().then(Samples.vetoed(1)).says(RULING)).isEqualTo("none");
        assertThat(new Story().then(Samples.vetoed(2)).says(RULING)).isEqualTo("due 2026-11-23 15:00");
        assertThat(story.clock(RULING).owner()).isEqualTo(Producer.DISPATCH);
    }

    @ParameterizedTest
    @CsvSource({"REWORK, none", "REDISPATCH, due 2026-11-23 10:00", "CLOSE, none"})
    void rulingEndsItsClock(RulingDecision decision, String dispatch) {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.completed(), LEAD);
        story.then(Samples.checkFailed(null, 3)).then(new DispatchEvent.Ruled(decision, ""));
        assertThat(story.says(RULING)).isEqualTo("stopped");
        assertThat(story.says(DISPATCH)).isEqualTo(dispatch);
    }

    @Test
    void supervisionIsAnsweredByTheUnitWithinAWorkingDay() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(supervised(), LEAD);
        assertThat(story.says(SUPERVISION_REPLY)).isEqualTo("due 2026-11-24 09:00");
        assertThat(story.clock(SUPERVISION_REPLY).owner()).isEqualTo(Producer.DEPARTMENT);
        assertThat(story.clock(SUPERVISION_REPLY).responsibleUnit()).isEqualTo("WATER");
        story.then(Samples.completed(), LEAD);
        assertThat(story.says(SUPERVISION_REPLY)).isEqualTo("due 2026-11-24 09:00");
        story.then(new DeskEvent.SupervisionReplied(story.last(), ""), LEAD);
        assertThat(story.says(SUPERVISION_REPLY)).isEqualTo("stopped");
    }

    @Test
    void supervisionOfADeskIsAnsweredByWhoHoldsTheCase() {
        story.in(CaseState.CHECKING).then(supervised());
        assertThat(story.clock(SUPERVISION_REPLY).owner()).isEqualTo(Producer.INTAKE);
        assertThat(new Story()
                        .in(CaseState.TICKETED)
                        .then(supervised())
                        .clock(SUPERVISION_REPLY)
                        .owner())
                .isEqualTo(Producer.DISPATCH);
        story.then(new DispatchEvent.SupervisionWithdrawn(story.last()));
        assertThat(story.says(SUPERVISION_REPLY)).isEqualTo("stopped");
    }

    @Test
    void appealOutlivesWhatBecomesOfTheCase() {
        story.then(Samples.dispatched(SUNKEN, WATER)).then(Samples.completed(), LEAD);
        story.then(Samples.closed()).then(Samples.appealFiled(), LEAD);
        assertThat(story.says(APPEAL)).isEqualTo("due 2026-11-30 09:00");
        story.then(Samples.reopened()).then(Samples.ticketFiled(false, Samples.SUNKEN));
        story.then(Samples.dispatched(SUNKEN, Samples.part(LEAD_AGAIN, "WATER", PartRole.LEAD, false)));
        story.then(Samples.recalled(true)).then(Samples.rejected()).then(Samples.forceClosed());
        assertThat(story.says(APPEAL)).isEqualTo("due 2026-11-30 09:00");
        story.then(new DispatchEvent.AppealDecided(new UUID(8, 1), true, ""), LEAD);
        assertThat(story.says(APPEAL)).isEqualTo("stopped");
    }

    @Test
    void nothingRunsAfterAForceClosing() {
        assertThat(busy().then(Samples.forceClosed()).book().open()).isEmpty();
    }

    @Test
    void onlyTheCallBackRunsAfterTheClosing() {
        assertThat(busy().from(Source.CITIZEN)
                        .then(Samples.closed())
                        .book()
                        .open()
                        .map(Clock::kind))
                .containsOnly(CALL_BACK);
    }

    @Test
    void nothingRunsAfterARulingToClose() {
        CaseEvent ruled = new DispatchEvent.Ruled(RulingDecision.CLOSE, "");
        assertThat(busy().then(ruled).book().open()).isEmpty();
        assertThat(busy().then(ruled).book().endedParts()).containsOnly(LEAD, ASSISTANT);
    }

    /** A case with a clock of nearly every kind. */
    private static Story busy() {
        Story busy = new Story().urgent().then(Samples.ticketFiled(true, Samples.MISSING));
        busy.then(Samples.dispatched(List.of(Samples.MISSING), WATER, POWER)).then(supervised(), LEAD);
        busy.then(Samples.extensionRequested(), LEAD).then(Samples.suspensionRequested(), ASSISTANT);
        busy.then(Samples.reworkOrdered(LEAD)).then(Samples.vetoed(2)).then(Samples.checkRequested(false));
        assertThat(busy.book().open().map(Clock::kind)).contains(REWORK, RULING, SUPERVISION_REPLY);
        return busy;
    }

    private static DispatchEvent supervised() {
        return new DispatchEvent.Supervised(SupervisionLevel.BLUE, true, "");
    }
}
