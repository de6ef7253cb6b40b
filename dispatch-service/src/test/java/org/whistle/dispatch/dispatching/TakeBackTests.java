package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.DISPATCHER_2;
import static org.whistle.dispatch.dispatching.CommandCenterScene.LEADER;
import static org.whistle.dispatch.dispatching.CommandCenterScene.dispatched;
import static org.whistle.dispatch.dispatching.CommandCenterScene.ticketed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.PartState;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;

/** How dispatch answers a street leader who asks for a ticket back 撤哨: by what it has applied (domain.md, Transitions). */
class TakeBackTests {

    private static final IntakeEvent ASKED = new IntakeEvent.TakeBackRequested(RejectReason.NOT_QUALIFIED, "井盖只是松动");
    private static final DispatchEvent GIVEN_BACK =
            new DispatchEvent.TicketRejected(RejectReason.NOT_QUALIFIED, "井盖只是松动");

    @Test
    void aTicketThatIsNotDispatchedIsGivenBack() {
        assertGivenBack(ticketed());
    }

    @Test
    void aPartThatIsNotAcceptedEndsWithTheTicket() {
        CommandCenterScene scene = dispatched("SANITATION", "WATER");

        assertGivenBack(scene);

        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.ENDED);
        assertThat(scene.part("WATER").state()).isEqualTo(PartState.ENDED);
        assertThat(scene.part("WATER").endedBy()).isEqualTo("case.ticket-rejected.v1");
    }

    @Test
    void aPartWhoseReturnIsReviewedIsNotAccepted() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", returning()));

        assertGivenBack(scene);
    }

    @Test
    void anAcceptedPartKeepsTheTicket() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", new DepartmentEvent.Accepted()));

        assertRefused(scene, CaseState.HANDLING, "PART_ACCEPTED");
        assertThat(scene.part("SANITATION").state()).isEqualTo(PartState.HANDLING);
    }

    @Test
    void anAssistantThatAcceptedKeepsTheTicketToo() {
        CommandCenterScene scene = dispatched("SANITATION", "WATER");
        scene.arrives(scene.unitSays("WATER", new DepartmentEvent.Accepted()));

        assertRefused(scene, CaseState.DISPATCHED, "PART_ACCEPTED");
    }

    @Test
    void anAcceptedPartThatWasRecalledKeepsNothing() {
        CommandCenterScene scene = dispatched("SANITATION");
        scene.arrives(scene.unitSays("SANITATION", new DepartmentEvent.Accepted()))
                .decide(DISPATCHER, new DispatchCommand.Recall(null, ReturnReason.OTHER, "派错", null));

        assertGivenBack(scene);
    }

    @Test
    void acceptanceAndRequestAreJudgedInTheOrderTheyArrive() {
        CommandCenterScene scene = dispatched("SANITATION");
        Envelope accepted = scene.unitSays("SANITATION", new DepartmentEvent.Accepted());

        scene.arrives(scene.intakeSays(ASKED)).arrives(accepted);

        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
        assertThat(scene.emitted(DispatchEvent.Superseded.class))
                .containsExactly(new DispatchEvent.Superseded(accepted.id(), "case.ticket-rejected.v1", "PART_ENDED"));
    }

    @Test
    void aDesignatedUnitKeepsTheTicket() {
        CommandCenterScene scene = dispatched("SANITATION");
        returned(scene, "SANITATION");
        scene.decide(DISPATCHER, new DispatchCommand.Dispatch("URBAN_MGMT", null, null, null));
        returned(scene, "URBAN_MGMT");
        scene.decide(LEADER, new DispatchCommand.Designate("WATER", null, "兜底", null));

        assertRefused(scene, CaseState.DISPATCHED, "MOVED_ON");
    }

    @Test
    void aCaseThatEndedMeanwhileStaysEnded() {
        CommandCenterScene scene =
                ticketed().decide(LEADER, new DispatchCommand.ForceClose(ForceCloseReason.OTHER, "止", null));

        assertRefused(scene, CaseState.FORCE_CLOSED, "MOVED_ON");
    }

    @Test
    void aRequestOfAnEarlierRoundChangesNothing() {
        CommandCenterScene scene = ticketed();
        Envelope earlier = scene.intakeSaysInRound(0, ASKED);

        scene.arrives(earlier);

        assertThat(scene.record().state()).isEqualTo(CaseState.TICKETED);
        assertThat(scene.emitted()).isEmpty();
    }

    private static void returned(CommandCenterScene scene, String unit) {
        scene.arrives(scene.unitSays(unit, returning()))
                .decide(
                        DISPATCHER_2,
                        new DispatchCommand.ReviewReturn(scene.part(unit).assignmentId(), true, "派错", null));
    }

    private static DepartmentEvent returning() {
        return new DepartmentEvent.ReturnRequested(ReturnReason.WRONG_DEPARTMENT, "不归我管", null);
    }

    private static void assertGivenBack(CommandCenterScene scene) {
        scene.arrives(scene.intakeSays(ASKED));

        assertThat(scene.emitted()).endsWith(GIVEN_BACK);
        assertThat(scene.emitted(DispatchEvent.Superseded.class)).isEmpty();
        assertThat(scene.record().state()).isEqualTo(CaseState.STREET_PENDING);
    }

    private static void assertRefused(CommandCenterScene scene, CaseState state, String reason) {
        Envelope asked = scene.intakeSays(ASKED);

        scene.arrives(asked);

        assertThat(scene.emitted(DispatchEvent.TicketRejected.class)).isEmpty();
        assertThat(scene.emitted(DispatchEvent.Superseded.class))
                .isEqualTo(List.of(new DispatchEvent.Superseded(asked.id(), state.name(), reason)));
        assertThat(scene.record().state()).isEqualTo(state);
    }
}
