package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER_2;
import static org.whistle.dispatch.dispatching.CommandCenterScene.LEADER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.dispatched;
import static org.whistle.dispatch.dispatching.CommandCenterScene.ticketed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.RulingDecision;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

class CommandCenterTests {

    @Test
    void dispatchingImpliesFiling() {
        CommandCenterScene scene = dispatched("SANITATION");

        assertThat(scene.emitted()).hasSize(2);
        assertThat(scene.emitted().getFirst()).isEqualTo(new DispatchEvent.Filed());
        assertThat(scene.emitted(DispatchEvent.Dispatched.class).getFirst().parts())
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.unit()).isEqualTo("SANITATION");
                    assertThat(part.role()).isEqualTo(PartRole.LEAD);
                    assertThat(part.returnAllowed()).isTrue();
                });
    }

    @Test
    void filesOnlyOnce() {
        CommandCenterScene scene = ticketed().decide(DISPATCHER, new DispatchCommand.FileCase(null));

        assertThat(scene.allowed(DISPATCHER)).containsExactly("reject", "dispatch", "urge");
        assertRefused(() -> scene.decide(DISPATCHER, new DispatchCommand.FileCase(null)), "ALREADY_FILED");
    }

    @Test
    void rejectsBackToTheStreet() {
        CommandCenterScene scene =
                ticketed().decide(DISPATCHER, new DispatchCommand.Reject(RejectReason.INCOMPLETE, "缺照片", null));

        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
        assertThat(scene.allowed(DISPATCHER)).containsExactly("urge");
    }

    @Test
    void refusesAUnitThatIsNotThereOrNamedTwice() {
        assertRefused(() -> dispatched("NOBODY"), "UNPROCESSABLE");
        assertRefused(() -> dispatched("SANITATION", "SANITATION"), "UNPROCESSABLE");
    }

    @Test
    void theStreetIsTheOneOfTheGrid() {
        assertThat(dispatched("STREET").part("STREET-350999001").role()).isEqualTo(PartRole.LEAD);
    }

    @Test
    void nobodyReviewsTheReturnOfTheirOwnDispatch() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", returning()));

        assertRefused(() -> scene.decide(DISPATCHER, review(scene, true)), "OWN_DECISION");
        assertThat(scene.allowed(DISPATCHER_2)).containsExactly("review-return", "urge");
    }

    @Test
    void anApprovedReturnBringsTheTicketBackWithoutThatUnit() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", returning())).decide(DISPATCHER_2, review(scene, true));

        assertThat(scene.record().state()).isEqualTo(CaseState.TICKETED);
        assertRefused(() -> scene.decide(DISPATCHER, dispatchTo("SANITATION")), "UNPROCESSABLE");
    }

    @Test
    void aRefusedReturnOffersThePartAgain() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", returning())).decide(DISPATCHER_2, review(scene, false));

        assertThat(scene.record().state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.OFFERED);
    }

    @Test
    void afterTwoApprovedReturnsOnlyALeaderDesignates() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", returning())).decide(DISPATCHER_2, review(scene, true));
        scene.decide(DISPATCHER, dispatchTo("URBAN_MGMT"));
        scene.arrives(scene.unitSays("URBAN_MGMT", returning()))
                .decide(
                        DISPATCHER_2,
                        new DispatchCommand.ReviewReturn(
                                scene.part("URBAN_MGMT").assignmentId(), true, "派错", null));

        assertRefused(() -> scene.decide(DISPATCHER, dispatchTo("WATER")), "TOO_MANY_RETURNS");
        assertThat(scene.allowed(LEADER))
                .containsExactly("reject", "designate", "urge", "supervise", "find-misconduct", "force-close");
        scene.decide(LEADER, new DispatchCommand.Designate("SANITATION", null, "兜底", null));
        assertThat(scene.emitted(DispatchEvent.Designated.class).getFirst().parts())
                .singleElement()
                .satisfies(part -> assertThat(part.returnAllowed()).isFalse());
    }

    @Test
    void anAssistantsReturnEndsOnlyItsOwnPart() {
        CommandCenterScene scene = dispatched("SANITATION", "URBAN_MGMT");
        scene.arrives(scene.unitSays("URBAN_MGMT", returning()))
                .decide(
                        DISPATCHER_2,
                        new DispatchCommand.ReviewReturn(
                                scene.part("URBAN_MGMT").assignmentId(), true, "不需要", null));

        assertThat(scene.part("URBAN_MGMT").state()).isEqualTo(PartState.ENDED);
        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.OFFERED);
        assertThat(scene.record().state()).isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void theThirdFailedCheckAndTheSecondVetoLeadToARuling() {
        CommandCenterScene failed = dispatched("SANITATION").handled("SANITATION");
        failed.arrives(failed.intakeSays(new IntakeEvent.CheckFailed(null, "还有", List.of(), List.of(), 3)));
        CommandCenterScene vetoed = dispatched("SANITATION").handled("SANITATION");
        vetoed.arrives(vetoed.intakeSays(new IntakeEvent.CheckPassed(false, "好", List.of(), null)))
                .arrives(vetoed.intakeSays(
                        new IntakeEvent.Vetoed(DissatisfactionReason.NOT_RESOLVED, "没有", List.of(), 2)));

        assertThat(failed.record().state()).isEqualTo(CaseState.RULING);
        assertThat(vetoed.record().state()).isEqualTo(CaseState.RULING);
        assertThat(failed.allowed(DISPATCHER)).containsExactly("urge");
        assertThat(failed.allowed(LEADER))
                .containsExactly("urge", "supervise", "find-misconduct", "rule", "force-close");
        failed.decide(LEADER, new DispatchCommand.Rule(RulingDecision.REWORK, "再做", null));
        assertThat(failed.part("SANITATION").attempt()).isEqualTo(2);
    }

    @Test
    void aFailedCheckSendsTheLeadAndTheNamedAssistantsBack() {
        CommandCenterScene scene = dispatched("SANITATION", "URBAN_MGMT", "WATER")
                .handled("URBAN_MGMT")
                .handled("WATER")
                .handled("SANITATION");
        scene.arrives(scene.intakeSays(new IntakeEvent.CheckFailed(
                null, "还有", List.of(), List.of(scene.part("WATER").assignmentId()), 1)));

        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.HANDLING);
        assertThat(scene.part("WATER").state()).isEqualTo(PartState.HANDLING);
        assertThat(scene.part("URBAN_MGMT").state()).isEqualTo(PartState.DONE);
    }

    @Test
    void anotherRoleOrAnotherCountyMayNot() {
        assertRefused(
                () -> ticketed().decide(CommandCenterScene.caller("street", Role.STREET), dispatchTo("WATER")),
                "FORBIDDEN");
        assertRefused(
                () -> ticketed().decide(CommandCenterScene.caller("admin", Role.ADMIN), dispatchTo("WATER")),
                "NOT_FOUND");
    }

    @Test
    void aRefusalSaysHowThingsStand() {
        CommandCenterScene scene = dispatched("SANITATION");

        assertThatThrownBy(() -> scene.decide(DISPATCHER, dispatchTo("WATER")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.Conflict(
                                        "STATE", "DISPATCHED", List.of("recall", "add-assisting", "urge"))));
    }

    private static DispatchCommand dispatchTo(String unit) {
        return new DispatchCommand.Dispatch(unit, null, null, null);
    }

    private static DispatchCommand review(CommandCenterScene scene, boolean approve) {
        return new DispatchCommand.ReviewReturn(scene.part("SANITATION").assignmentId(), approve, "看过了", null);
    }

    private static DepartmentEvent returning() {
        return new DepartmentEvent.ReturnRequested(ReturnReason.WRONG_DEPARTMENT, "不归我管", null);
    }

    private static void assertRefused(Runnable decision, String code) {
        assertThatThrownBy(decision::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
