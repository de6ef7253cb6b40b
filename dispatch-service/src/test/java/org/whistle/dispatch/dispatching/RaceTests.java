package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER_2;
import static org.whistle.dispatch.dispatching.CommandCenterScene.LEADER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.completion;
import static org.whistle.dispatch.dispatching.CommandCenterScene.dispatched;

import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.PartState;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.RulingDecision;
import org.whistle.kit.problem.RefusedException;

/** Each race of events.md that exists, with both arrival orders (events.md, Races). */
class RaceTests {

    private static final DispatchCommand RECALL =
            new DispatchCommand.Recall(null, ReturnReason.WRONG_DEPARTMENT, "派错", null);
    private static final DispatchCommand FORCE_CLOSE =
            new DispatchCommand.ForceClose(ForceCloseReason.BEYOND_COUNTY, "属省管", null);

    static List<DepartmentEvent> eventsOfAUnit() {
        return List.of(
                new DepartmentEvent.Accepted(),
                new DepartmentEvent.ReturnRequested(ReturnReason.WRONG_DEPARTMENT, "不归我管", null),
                new DepartmentEvent.CheckedIn(12, "salted"));
    }

    @Test
    void completionBeforeRecallHandsTheCaseToIntakeAndTheRecallComesTooLate() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");

        assertThat(scene.record().state()).isEqualTo(CaseState.CHECKING);
        assertThat(scene.emitted(DispatchEvent.CompletionAccepted.class)).hasSize(1);
        Assertions.assertThatThrownBy(() -> scene.decide(DISPATCHER, RECALL)).isInstanceOf(RefusedException.class);
    }

    @Test
    void recallBeforeCompletionWinsAndTheCompletionIsSuperseded() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", new DepartmentEvent.Accepted()));
        Envelope completed = scene.unitSays("SANITATION", completion());

        scene.decide(DISPATCHER, RECALL).arrives(completed);

        assertSuperseded(scene, completed, "PART_ENDED", "case.recalled.v1");
        assertThat(scene.record().state()).isEqualTo(CaseState.TICKETED);
        assertThat(scene.emitted(DispatchEvent.CompletionAccepted.class)).isEmpty();
    }

    @Test
    void forceCloseBeforeCompletionWins() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", new DepartmentEvent.Accepted()));
        Envelope completed = scene.unitSays("SANITATION", completion());

        scene.decide(LEADER, FORCE_CLOSE).arrives(completed);

        assertSuperseded(scene, completed, "PART_ENDED", "case.force-closed.v1");
        assertThat(scene.record().state()).isEqualTo(CaseState.FORCE_CLOSED);
    }

    @Test
    void completionBeforeForceCloseWins() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");

        Assertions.assertThatThrownBy(() -> scene.decide(LEADER, FORCE_CLOSE)).isInstanceOf(RefusedException.class);
        assertThat(scene.record().state()).isEqualTo(CaseState.CHECKING);
    }

    @ParameterizedTest
    @MethodSource("eventsOfAUnit")
    void whatAUnitDidAfterTheRecallItHadNotSeenIsSuperseded(DepartmentEvent event) {
        CommandCenterScene scene = dispatched("SANITATION");
        Envelope late = scene.unitSays("SANITATION", event);

        scene.decide(DISPATCHER, RECALL).arrives(late);

        assertSuperseded(scene, late, "PART_ENDED", "case.recalled.v1");
        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.ENDED);
        assertThat(scene.record().state()).isEqualTo(CaseState.TICKETED);
    }

    @Test
    void whatAUnitDidBeforeTheRecallIsAppliedAndTheRecallEndsThePart() {
        CommandCenterScene scene = dispatched("SANITATION");

        scene.arrives(scene.unitSays("SANITATION", new DepartmentEvent.Accepted()))
                .decide(DISPATCHER, RECALL);

        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.ENDED);
        assertThat(scene.emitted(DispatchEvent.Superseded.class)).isEmpty();
    }

    @Test
    void aReturnRequestedBeforeTheRecallTakesTheCaseToReviewWhereNobodyRecalls() {
        CommandCenterScene scene = dispatched("SANITATION");

        scene.arrives(
                scene.unitSays("SANITATION", new DepartmentEvent.ReturnRequested(ReturnReason.OTHER, "不归我管", null)));

        assertThat(scene.record().state()).isEqualTo(CaseState.RETURN_REVIEW);
        Assertions.assertThatThrownBy(() -> scene.decide(DISPATCHER, RECALL)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aFailedCheckBeforeAnOlderEventOfThePartMakesThatEventStale() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");
        Envelope older = scene.unitSays("SANITATION", completion());

        scene.arrives(checkFailed(scene, 1)).arrives(older);

        assertSuperseded(scene, older, "OLDER_ATTEMPT", "HANDLING");
        assertThat(scene.part("SANITATION").attempt()).isEqualTo(2);
        assertThat(scene.record().state()).isEqualTo(CaseState.HANDLING);
    }

    @Test
    void anEventOfTheNewAttemptIsApplied() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");

        scene.arrives(checkFailed(scene, 1)).arrives(scene.unitSays("SANITATION", completion()));

        assertThat(scene.record().state()).isEqualTo(CaseState.CHECKING);
        assertThat(scene.emitted(DispatchEvent.CompletionAccepted.class)).hasSize(2);
    }

    @Test
    void aVetoBeforeAnOlderEventOfThePartMakesThatEventStale() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");
        scene.arrives(scene.intakeSays(new IntakeEvent.CheckPassed(false, "好", List.of(), null)));
        Envelope older = scene.unitSays("SANITATION", new DepartmentEvent.ProgressNoted("在路上", List.of()));

        scene.arrives(scene.intakeSays(vetoed(1))).arrives(older);

        assertSuperseded(scene, older, "OLDER_ATTEMPT", "HANDLING");
    }

    @Test
    void aReopeningEndsEveryPartAndAnEventOfTheOldRoundIsStale() {
        CommandCenterScene scene = closed();
        Envelope older = scene.unitSays("SANITATION", new DepartmentEvent.ProgressNoted("补记", List.of()));

        scene.arrives(scene.intakeSaysInRound(2, new IntakeEvent.Reopened(DissatisfactionReason.RECURRED, "又来了")))
                .arrives(older);

        assertSuperseded(scene, older, "ROUND_ENDED", "case.closed.v1");
        assertThat(scene.record().round()).isEqualTo(2);
        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
    }

    @Test
    void anEventOfTheOldRoundBeforeTheReopeningIsStaleTooBecauseTheClosingEndedThePart() {
        CommandCenterScene scene = closed();
        Envelope older = scene.unitSays("SANITATION", new DepartmentEvent.ProgressNoted("补记", List.of()));

        scene.arrives(older);

        assertSuperseded(scene, older, "PART_ENDED", "case.closed.v1");
    }

    @Test
    void anAssistantsEventAfterTheLeadsReturnWasApprovedIsStale() {
        CommandCenterScene scene = dispatched("SANITATION", "URBAN_MGMT");
        scene.arrives(
                scene.unitSays("SANITATION", new DepartmentEvent.ReturnRequested(ReturnReason.OTHER, "不归我管", null)));
        Envelope late = scene.unitSays("URBAN_MGMT", new DepartmentEvent.Accepted());

        scene.decide(
                        DISPATCHER_2,
                        new DispatchCommand.ReviewReturn(
                                scene.part("SANITATION").assignmentId(), true, "确实派错", null))
                .arrives(late);

        assertSuperseded(scene, late, "PART_ENDED", "case.return-approved.v1");
    }

    @Test
    void anEventMadeByARuleIsStaleWithoutAWord() {
        CommandCenterScene scene = dispatched("SANITATION");
        Envelope person = scene.unitSays("SANITATION", new DepartmentEvent.Accepted());
        Envelope rule = new Envelope(
                person.id(),
                person.source(),
                person.type(),
                person.subject(),
                person.time(),
                Envelope.SYSTEM,
                "SYSTEM",
                person.jurisdiction(),
                1,
                null,
                1,
                person.assignmentId(),
                person.attempt(),
                List.of(),
                person.data());

        scene.decide(DISPATCHER, RECALL).arrives(rule);

        assertThat(scene.emitted(DispatchEvent.Superseded.class)).isEmpty();
    }

    @Test
    void aRulingToDispatchAgainEndsThePartAgainstALateEvent() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");
        scene.arrives(checkFailed(scene, 3));
        Envelope late = scene.unitSays("SANITATION", completion());

        scene.decide(LEADER, new DispatchCommand.Rule(RulingDecision.REDISPATCH, "换单位", null))
                .arrives(late);

        assertSuperseded(scene, late, "PART_ENDED", "case.ruled.v1");
    }

    private static CommandCenterScene closed() {
        CommandCenterScene scene = dispatched("SANITATION").handled("SANITATION");
        return scene.arrives(scene.intakeSays(new IntakeEvent.CheckPassed(false, "好", List.of(), null)))
                .arrives(scene.intakeSays(new IntakeEvent.Closed(false)));
    }

    private static Envelope checkFailed(CommandCenterScene scene, int failures) {
        return scene.intakeSays(new IntakeEvent.CheckFailed(null, "还有", List.of(), List.of(), failures));
    }

    private static IntakeEvent vetoed(int vetoes) {
        return new IntakeEvent.Vetoed(DissatisfactionReason.NOT_RESOLVED, "没清干净", List.of(), vetoes);
    }

    private static void assertSuperseded(CommandCenterScene scene, Envelope event, String reason, String by) {
        assertThat(scene.emitted(DispatchEvent.Superseded.class))
                .containsExactly(new DispatchEvent.Superseded(event.id(), by, reason));
    }
}
