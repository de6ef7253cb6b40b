package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.SuspensionReason;
import org.whistle.kit.caller.Caller;

/** Cases brought to the states that the matrix needs. */
final class Stories {

    static final Caller ANOTHER = DeskScene.caller("another-dispatcher", Role.DISPATCHER);
    static final Caller REVIEWER = DeskScene.caller("reviewer", Role.DISPATCHER);
    static final Caller DISPATCHER = DeskScene.caller("dispatcher", Role.DISPATCHER);
    static final Caller LEADER = DeskScene.caller("another-leader", Role.COMMAND_LEADER);

    private Stories() {}

    static FiledCondition condition(DeskScene scene) {
        return scene.record().ticket().conditions().getFirst();
    }

    static DeskScene supervised() {
        return DeskScene.ticketed().decide(LEADER, Commands.supervise(SupervisionLevel.BLUE));
    }

    static DeskScene dispatched(DeskScene ticketed) {
        return ticketed.decide(ANOTHER, Commands.dispatch("SANITATION"));
    }

    static DeskScene assisted() {
        return DeskScene.ticketed().decide(ANOTHER, Commands.dispatch("SANITATION", "WATER"));
    }

    static DeskScene returning(DeskScene dispatched, String unit) {
        return dispatched.unitSays(unit, new DepartmentEvent.ReturnRequested(ReturnReason.OTHER, "不归我管", null));
    }

    static DeskScene returnedTwice() {
        DeskScene scene = returning(dispatched(DeskScene.ticketed()), "SANITATION");
        scene.decide(REVIEWER, Commands.approveReturn(scene.part("SANITATION")))
                .decide(ANOTHER, Commands.dispatch("URBAN_MGMT"));
        return returning(scene, "URBAN_MGMT").decide(REVIEWER, Commands.approveReturn(scene.part("URBAN_MGMT")));
    }

    static DeskScene takenOn(DeskScene dispatched, String unit) {
        return dispatched.unitSays(unit, new DepartmentEvent.Accepted());
    }

    static DeskScene accepted(DeskScene ticketed) {
        return takenOn(dispatched(ticketed), "SANITATION");
    }

    static DeskScene suspended(DeskScene handling, String unit) {
        handling.unitSays(unit, suspension());
        return handling.decide(LEADER, Commands.approveSuspension(handling.part(unit)));
    }

    static DeskScene checking(DeskScene ticketed) {
        return completed(accepted(ticketed));
    }

    static DeskScene completed(DeskScene handling) {
        return handling.unitSays(
                "SANITATION", new DepartmentEvent.Completed("已清", false, List.of(), List.of(), null, null));
    }

    static DeskScene confirming(DeskScene ticketed) {
        return passed(checking(ticketed));
    }

    static DeskScene passed(DeskScene checking) {
        return checking.intakeSays(new IntakeEvent.CheckPassed(false, "好", List.of(), null));
    }

    static DeskScene closed(DeskScene ticketed) {
        return closedOf(accepted(ticketed));
    }

    static DeskScene closedOf(DeskScene handling) {
        return passed(completed(handling))
                .intakeSays(new IntakeEvent.Confirmed(null, true, null))
                .intakeSays(new IntakeEvent.Closed(false));
    }

    static DeskScene appealed() {
        return appeal(closed(DeskScene.ticketed()));
    }

    static DeskScene appeal(DeskScene closed) {
        return closed.unitSays("SANITATION", new DepartmentEvent.AppealFiled(new UUID(5, 5), "clock", "WEATHER", "台风"));
    }

    static DeskScene reviewed() {
        return appealed().decide(REVIEWER, new DispatchCommand.ReviewAppeal(new UUID(5, 5), true, "属实", null));
    }

    static DeskScene reopened(DeskScene closed) {
        return closed.intakeSaysInTheNextRound(new IntakeEvent.Reopened(DissatisfactionReason.RECURRED, "又"))
                .ticketedAgain();
    }

    static DeskScene rejected(DeskScene ticketed) {
        return ticketed.decide(ANOTHER, new DispatchCommand.Reject(RejectReason.INCOMPLETE, "缺", null));
    }

    static DepartmentEvent extension() {
        return new DepartmentEvent.ExtensionRequested(new Limit(2, ClockUnit.WORK_HOUR), ExtensionReason.WEATHER, "下雨");
    }

    static DepartmentEvent suspension() {
        return new DepartmentEvent.SuspensionRequested(
                DeskScene.NOW.plus(Duration.ofDays(30)), SuspensionReason.SEASONAL, "等春天");
    }
}
