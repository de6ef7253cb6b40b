package org.whistle.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.intake.cases.Commands.CONFIRM;
import static org.whistle.intake.cases.Commands.NOT_RESOLVED;
import static org.whistle.intake.cases.Commands.RATE;
import static org.whistle.intake.cases.Commands.REOPEN;
import static org.whistle.intake.cases.Commands.VETO;
import static org.whistle.intake.cases.DeskScene.caller;
import static org.whistle.intake.cases.Stories.CITIZEN;
import static org.whistle.intake.cases.Stories.COMMUNITY;
import static org.whistle.intake.cases.Stories.STREET;
import static org.whistle.intake.cases.Stories.accepted;
import static org.whistle.intake.cases.Stories.checking;
import static org.whistle.intake.cases.Stories.completed;
import static org.whistle.intake.cases.Stories.confirming;
import static org.whistle.intake.cases.Stories.pass;
import static org.whistle.intake.cases.Stories.ticket;
import static org.whistle.intake.cases.Stories.ticketed;
import static org.whistle.intake.cases.Stories.verified;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.Rating;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.Role;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Rules of single decisions at intake's desks that are not in the table of transitions. */
class DecisionsTests {

    private static final Caller DISPATCHER = caller("dispatcher", Role.DISPATCHER, DeskScene.COUNTY);
    private static final IntakeCommand NO_MARKS = new IntakeCommand.Confirm(null, null, null);

    @Test
    void theStreetConfirmsWithFourMarks() {
        DeskScene scene = confirming("SANITATION", ticketed());

        assertThat(events(scene, STREET, CONFIRM))
                .containsExactly(
                        new IntakeEvent.Confirmed(new Rating(90, 80, 70, 60), false, null),
                        new IntakeEvent.Closed(false));
        assertRefusedField(scene, STREET, NO_MARKS, "/rating", "REQUIRED");
    }

    @Test
    void noMarkIsGivenWhereTheStreetsOwnUnitLed() {
        DeskScene scene = confirming("STREET-350999001", ticketed());

        assertThat(events(scene, DISPATCHER, NO_MARKS)).startsWith(new IntakeEvent.Confirmed(null, false, null));
        assertThat(events(scene, DISPATCHER, CONFIRM)).startsWith(new IntakeEvent.Confirmed(null, false, null));
    }

    @Test
    void theThirdFailedCheckOfAUnitsWorkIsRuled() {
        DeskScene scene = checking("SANITATION", ticketed());
        for (int failure = 1; failure < 3; failure++) {
            scene.decide(Stories.GRID_WORKER, Commands.check(false));
            assertThat(scene.record().state()).isEqualTo(CaseState.HANDLING);
            assertThat(scene.record().progress().checkFailures()).isEqualTo(failure);
            redone(scene);
        }

        assertThat(events(scene, Stories.GRID_WORKER, Commands.check(false)))
                .containsExactly(new IntakeEvent.CheckFailed(null, "看过了", List.of(), List.of(), 3));
        scene.decide(Stories.GRID_WORKER, Commands.check(false));
        assertThat(scene.record().state()).isEqualTo(CaseState.RULING);
    }

    @Test
    void theSecondVetoIsRuled() {
        DeskScene scene = confirming("SANITATION", ticketed()).decide(STREET, VETO);
        assertThat(scene.record().state()).isEqualTo(CaseState.HANDLING);

        pass(redone(scene)).decide(STREET, VETO);

        assertThat(scene.record().progress().vetoes()).isEqualTo(2);
        assertThat(scene.record().state()).isEqualTo(CaseState.RULING);
    }

    @Test
    void aRulingToCloseClosesWithoutARating() {
        DeskScene scene = confirming("SANITATION", ticketed()).decide(STREET, VETO);
        pass(redone(scene)).decide(STREET, VETO);

        scene.arrives(new DispatchEvent.Ruled(RulingDecision.CLOSE, "结案"), null);

        assertThat(scene.record().state()).isEqualTo(CaseState.CLOSED);
        assertThat(scene.record().progress().closedAt()).isEqualTo(scene.now());
    }

    @Test
    void aRulingToDispatchAgainWaitsForAnotherUnit() {
        DeskScene scene = confirming("SANITATION", ticketed()).decide(STREET, VETO);
        pass(redone(scene)).decide(STREET, VETO);

        scene.arrives(new DispatchEvent.Ruled(RulingDecision.REDISPATCH, "换单位"), null);

        assertThat(scene.record().state()).isEqualTo(CaseState.TICKETED);
        assertThat(scene.record().progress().county()).isNull();
    }

    @Test
    void aReopenedCaseIsInItsSecondRoundWhereCountsAndRatingsBeginAgain() {
        DeskScene scene = confirming("SANITATION", ticket(verified())).decide(STREET, VETO);
        pass(redone(scene)).decide(STREET, CONFIRM).decide(CITIZEN, RATE);
        assertRefused(scene, CITIZEN, RATE, "ALREADY_RATED");

        scene.decide(CITIZEN, REOPEN);

        assertThat(scene.record().round()).isEqualTo(2);
        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
        assertThat(scene.record().progress().vetoes()).isZero();
        assertThat(scene.record().progress().closedAt()).isNull();
        pass(checkingAgain(scene)).decide(STREET, CONFIRM).decide(CITIZEN, RATE);
        assertThat(scene.record().progress().ratedBy()).containsExactly("citizen");
    }

    @Test
    void whoWasReachedOnTheTelephoneSaidWhetherItIsResolved() {
        DeskScene scene = confirming("SANITATION", ticket(verified())).decide(STREET, CONFIRM);

        assertRefusedField(
                scene, COMMUNITY, new IntakeCommand.CallBack(true, null, null, null, null), "/resolved", "REQUIRED");
        assertThat(events(scene, COMMUNITY, new IntakeCommand.CallBack(false, true, 5, null, null)))
                .as("the call was not answered, so there is no opinion")
                .containsExactly(new IntakeEvent.CalledBack(false, null, null, null));
        assertThat(events(scene, COMMUNITY, Commands.CALL_BACK))
                .containsExactly(new IntakeEvent.CalledBack(true, true, 5, null));
    }

    @Test
    void whatTheCitizenSaysIsNotResolvedBeginsTheNextRound() {
        DeskScene called = closedForCitizen().decide(COMMUNITY, NOT_RESOLVED);
        DeskScene rated = closedForCitizen().decide(CITIZEN, new IntakeCommand.Rate(false, 1, null, null));

        for (DeskScene scene : List.of(called, rated)) {
            assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
            assertThat(scene.record().round()).isEqualTo(2);
            assertThat(scene.record().clocks().open(ClockKind.STREET_TRIAGE)).hasSize(1);
            assertThat(scene.record().clocks().open(ClockKind.CALL_BACK)).isEmpty();
        }
        assertThat(closedForCitizen()
                        .decide(COMMUNITY, Commands.CALL_BACK)
                        .record()
                        .round())
                .isOne();
    }

    @Test
    void aRatingAfterTheTimeToReopenIsKeptAndBeginsNoRound() {
        DeskScene scene = closedForCitizen().later(Duration.ofDays(30));

        scene.decide(CITIZEN, new IntakeCommand.Rate(false, 1, null, null));

        assertThat(scene.record().state()).isEqualTo(CaseState.CLOSED);
        assertThat(scene.record().progress().ratedBy()).containsExactly("citizen");
    }

    @Test
    void theTimeToReopenOutlivesTheCallBack() {
        DeskScene scene = closedForCitizen();
        Instant due = scene.record()
                .clocks()
                .open(ClockKind.CALL_BACK)
                .findFirst()
                .orElseThrow()
                .deadline();
        Instant last = due.plus(Duration.ofHours(72));

        assertThat(IntakeTable.reopens(scene.record(), last)).isTrue();
        assertThat(IntakeTable.reopens(scene.record(), last.plusSeconds(1))).isFalse();
        scene.missed(ClockKind.CALL_BACK).later(Duration.ofHours(100)).decide(COMMUNITY, Commands.CALL_BACK);
        assertThat(IntakeTable.reopens(scene.record(), scene.now().plus(Duration.ofHours(72))))
                .as("answered late")
                .isTrue();
    }

    @Test
    void theCitizenSeesTheAnswerWhileNobodyWorksOnTheCase() {
        DeskScene scene = verified().decide(COMMUNITY, Commands.START);
        assertThat(scene.record().answer()).isNull();

        scene.decide(COMMUNITY, Commands.HANDLE);

        assertThat(scene.record().answer()).isEqualTo(new Progress.Answer(scene.now(), "垃圾已清运，感谢反映", List.of()));
        scene.decide(Stories.GRID_WORKER, Commands.check(false));
        assertThat(scene.record().answer()).as("not passed").isNull();
        scene.decide(COMMUNITY, Commands.ESCALATE).decide(STREET, Commands.VOID);
        assertThat(scene.record().answer()).as("of who gave it up").isNull();
        assertThat(scene.record().progress().reasonCode()).isEqualTo("OUT_OF_SCOPE");
    }

    @Test
    void theUnitsReplyAndPhotosAreTheAnswer() {
        DeskScene scene = accepted(ticket(verified()), "SANITATION");

        scene.arrives(
                        new DepartmentEvent.Completed("内部", false, List.of("photo"), List.of("document"), null, "已清运"),
                        DeskScene.LEAD)
                .arrives(
                        new DispatchEvent.CompletionAccepted(
                                "SANITATION", "内部", false, List.of("photo", "document"), List.of()),
                        null);

        assertThat(scene.record().answer()).isEqualTo(new Progress.Answer(scene.now(), "已清运", List.of("photo")));
        assertThat(scene.record().followed().answer())
                .as("who joined another's report sees the words alone")
                .isEqualTo(new Progress.Answer(scene.now(), "已清运", List.of()));
        assertThat(scene.record().blinded().answer()).isNull();
    }

    @Test
    void aSupplementIsScreenedAndMovesNothing() {
        DeskScene scene = verified();

        assertThat(events(scene, CITIZEN, new IntakeCommand.Supplement("又多了 13812345678", List.of("photo"), null)))
                .containsExactly(new IntakeEvent.Supplemented("又多了 ***", List.of("photo")));
        IntakeCase before = scene.record();
        assertThat(scene.decide(CITIZEN, new IntakeCommand.Supplement("又多了", null, null))
                        .record())
                .isEqualTo(before);
    }

    @Test
    void dangerFoundOnSiteIsAnEmergencyTicketByRule() {
        DeskScene scene = Stories.emergency();

        assertThat(scene.record().state()).isEqualTo(CaseState.TICKETED);
        assertThat(scene.record().progress().ticket()).satisfies(filed -> {
            assertThat(filed.byRule()).isTrue();
            assertThat(filed.whistleKind()).isEqualTo(WhistleKind.EMERGENCY);
            assertThat(filed.urgent()).isTrue();
        });
    }

    @Test
    void aPersonsWordMakesAnEmergency() {
        DeskScene scene = Stories.calledAnEmergency(STREET);

        assertThat(scene.record().progress().ticket()).satisfies(filed -> {
            assertThat(filed.conditions()).noneMatch(FiledCondition::urgent);
            assertThat(filed.urgent()).isTrue();
            assertThat(filed.byRule()).isFalse();
        });
        assertThat(scene.record().traits().urgent()).isTrue();
        assertThat(scene.record().clocks().open(ClockKind.DISPATCH))
                .extracting(Clock::limit)
                .containsExactly(new Limit(5, ClockUnit.URGENT_MINUTE));
        assertThat(scene.record().clocks().open(ClockKind.ENDORSEMENT)).hasSize(1);
    }

    @Test
    void whatTheLeaderCallsAnEmergencyIsEndorsedByThat() {
        DeskScene scene = Stories.calledAnEmergency(Stories.STREET_LEADER);

        assertThat(scene.record().progress().endorsed()).isTrue();
        assertThat(scene.record().clocks().open(ClockKind.ENDORSEMENT)).isEmpty();
    }

    @Test
    void anUrgentCallIsATicketAsSoonAsItIsLocated() {
        IntakeCase unlocated = DeskScene.unlocated(Source.HOTLINE_12345).record();
        IntakeCase urgent = unlocated.described("E0110", Commands.DANGER).urgent(true);

        assertThat(UrgentLane.takes(urgent)).as("without a grid").isFalse();
        assertThat(UrgentLane.takes(urgent.inGrid(DeskScene.GRID, null))).isTrue();
        assertThat(UrgentLane.takes(unlocated.inGrid(DeskScene.GRID, null)))
                .as("without danger")
                .isFalse();
        assertThat(UrgentLane.takes(unlocated.urgent(true).inGrid(DeskScene.GRID, null)))
                .as("without a condition to file")
                .isFalse();
    }

    @Test
    void whoReportedAMergedCaseHasReportedTheMainOne() {
        IntakeCase main = Stories.patrol().record();
        IntakeCase merged =
                DeskScene.reported(Source.GRID_PATROL, "grid2", false).record();

        assertThat(Merging.main(main, List.of(merged)).next().reporters())
                .extracting(Reporter::account)
                .containsExactly("grid", "grid2");
    }

    @Test
    void aPatrolCaseThatACitizensWasMergedIntoAnswersToTheCitizen() {
        DeskScene main = confirming("SANITATION", ticket(Stories.patrol()));
        assertThat(main.record().answersToCitizen()).isFalse();

        DeskScene joined = Stories.patrol();
        joined.take(Merging.main(joined.record(), List.of(Stories.citizens().record())));
        confirming("SANITATION", ticket(joined)).missed(ClockKind.CONFIRMATION);
        assertThat(IntakeMachine.timed(joined.record(), joined.now()).events())
                .as("never closed by silence")
                .isEmpty();
        joined.decide(Stories.STREET_LEADER, CONFIRM);

        assertThat(joined.record().clocks().open(ClockKind.CALL_BACK)).hasSize(1);
        assertThat(joined.decide(COMMUNITY, NOT_RESOLVED).record().answersToCitizen())
                .as("in the next round, too")
                .isTrue();
    }

    private static DeskScene closedForCitizen() {
        return confirming("SANITATION", ticket(verified())).decide(STREET, CONFIRM);
    }

    /** The unit does it once more. */
    private static DeskScene redone(DeskScene scene) {
        scene.arrives(new DispatchEvent.ReworkOrdered(ReworkCause.VETOED, List.of(DeskScene.LEAD), 2, "返工"), null);
        return completed(scene, "SANITATION");
    }

    private static DeskScene checkingAgain(DeskScene reopened) {
        return checking("SANITATION", reopened.decide(STREET, Commands.TICKET));
    }

    private static List<Object> events(DeskScene scene, Caller caller, IntakeCommand command) {
        Grant acting = IntakeTable.TABLE.admit(scene.record(), command.action(), caller, scene.now());
        Outcome<IntakeCase> outcome = scene.decided(scene.record(), command, caller, acting);
        return outcome.events().stream().<Object>map(PendingEvent::event).toList();
    }

    private static void assertRefused(DeskScene scene, Caller caller, IntakeCommand command, String code) {
        assertThatThrownBy(() -> scene.decide(caller, command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static void assertRefusedField(
            DeskScene scene, Caller caller, IntakeCommand command, String pointer, String code) {
        assertThatThrownBy(() -> scene.decide(caller, command))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.Unprocessable(List.of(new Refusal.FieldError(pointer, code)))));
    }
}
