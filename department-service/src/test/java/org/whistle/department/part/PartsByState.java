package org.whistle.department.part;

import static org.whistle.department.part.Commands.ACCEPT;
import static org.whistle.department.part.Commands.COMPLETE;
import static org.whistle.department.part.PartScene.ASSISTANT;
import static org.whistle.department.part.PartScene.LEAD;
import static org.whistle.department.part.PartScene.emergency;
import static org.whistle.department.part.PartScene.offered;
import static org.whistle.department.part.PartScene.offeredToTwo;
import static org.whistle.department.part.PartScene.routine;
import static org.whistle.department.part.PartScene.staged;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.whistle.clock.ClockKind;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.Rating;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.testing.TransitionText.Guards;

/** Parts in every state, each reached by what the unit and the other desks would have done. */
final class PartsByState {

    /** The usual guard of each action, unless a part names another. */
    private static final String USUALLY =
            "check-in=EMERGENCY_ONLY complete-stage=NO_STAGE reply-supervision=NOT_SUPERVISED appeal=ROUND_OPEN";

    private final List<Sample> samples = new ArrayList<>();

    private PartsByState() {}

    /** A part in a state, with the guards of actions that state and role allow. */
    record Sample(String name, PartScene scene, UUID part, Guards guards) {

        Assignment assignment() {
            return scene.assignment(part);
        }
    }

    static List<Sample> all() {
        PartsByState all = new PartsByState();
        all.offeredOnes();
        all.handled();
        all.asked();
        all.suspended();
        all.supervised();
        all.done();
        all.appealable();
        all.notAppealable();
        return all.samples;
    }

    private void offeredOnes() {
        add("offered", offered(routine()));
        add("offered for a day", offered(routine()).later(Duration.ofHours(24)), "request-return=RETURN_TOO_LATE");
        add("an emergency", offered(emergency()));
        add(
                "an emergency not accepted in time",
                offered(emergency()).later(Duration.ofMinutes(61)),
                "request-return=RETURN_TOO_LATE");
        add("returning", offered(routine()).decide(LEAD, Commands.RETURN));
        add("return refused", returnRefused(), "request-return=RETURN_NOT_ALLOWED");
    }

    private void handled() {
        add("accepted", accepted(routine()));
        add("accepted late", accepted(routine()).missed(ClockKind.HANDLING, LEAD), late());
        add("with a handler", accepted(routine()).decide(LEAD, Commands.ASSIGN));
        PartScene two = offeredToTwo(routine()).decide(LEAD, ACCEPT);
        add("the assistant is open", two, "complete=ASSISTANTS_OPEN");
        PartScene assisted = offeredToTwo(routine()).decide(LEAD, ACCEPT).decide(ASSISTANT, ACCEPT);
        add("the assistant is done", assisted.decide(ASSISTANT, COMPLETE));
        PartScene assisting = offeredToTwo(staged()).decide(ASSISTANT, ACCEPT);
        samples.add(new Sample("assisting in stages", assisting, ASSISTANT, Guards.parse(USUALLY)));
        add("in its first stage", accepted(staged()), "complete-stage=OK complete=STAGES_OPEN");
        add("in its last stage", accepted(staged()).decide(LEAD, Commands.FIRST_STAGE));
        add("hurrying", accepted(emergency()), "check-in=OK");
        add("there", accepted(emergency()).decide(LEAD, Commands.CHECK_IN), "check-in=ALREADY_CHECKED_IN");
        add("reworked", reworked());
        add("reworked late", reworked().missed(ClockKind.REWORK, LEAD), late());
    }

    private void asked() {
        String pending = "request-extension=REQUEST_PENDING request-suspension=REQUEST_PENDING";
        add("asked for an extension", accepted(routine()).decide(LEAD, Commands.EXTENSION), pending);
        PartScene suspension = accepted(routine());
        add("asked for a suspension", suspension.decide(LEAD, Commands.suspension(suspension.now())), pending);
        PartScene refused = accepted(routine()).decide(LEAD, Commands.EXTENSION);
        add("extension refused", refused.arrives(new DispatchEvent.ExtensionRefused("不"), LEAD));
        add("extended twice", extended(extended(accepted(routine()))), "request-extension=TOO_MANY_EXTENSIONS");
        add(
                "suspended twice",
                resumed(away(resumed(away(accepted(routine()))))),
                "request-suspension=TOO_MANY_SUSPENSIONS");
    }

    private void suspended() {
        add("suspended", away(accepted(routine())));
        add("suspended, with a handler", away(accepted(routine()).decide(LEAD, Commands.ASSIGN)));
    }

    private void supervised() {
        for (Supplier<PartScene> part : List.<Supplier<PartScene>>of(
                () -> offered(routine()),
                () -> offered(routine()).decide(LEAD, Commands.RETURN),
                () -> accepted(routine()),
                () -> away(accepted(routine())),
                () -> accepted(routine()).decide(LEAD, COMPLETE))) {
            DispatchEvent supervised = new DispatchEvent.Supervised(SupervisionLevel.ORANGE, false, "督");
            add("supervised", part.get().arrives(supervised, LEAD), "reply-supervision=OK");
        }
    }

    private void done() {
        add("done", accepted(routine()).decide(LEAD, COMPLETE));
        DispatchEvent recalled = new DispatchEvent.Recalled(true, ReturnReason.OTHER, "撤");
        add("recalled", accepted(routine()).arrives(recalled, null));
        PartScene returned = offered(routine()).decide(LEAD, Commands.RETURN);
        add("returned", returned.arrives(new DispatchEvent.ReturnApproved(true, "好"), LEAD));
    }

    private void appealable() {
        String appeal = "appeal=OK";
        PartScene rated = accepted(routine()).decide(LEAD, COMPLETE);
        Rating rating = new Rating(10, 20, 30, 40);
        add("rated", closed(rated.arrives(new IntakeEvent.Confirmed(rating, false, null), null)), appeal);
        add("sent to rework", closed(reworked().decide(LEAD, COMPLETE)), appeal);
        PartScene refused = returnRefused().decide(LEAD, ACCEPT).decide(LEAD, COMPLETE);
        add("its return refused", closed(refused), appeal);
        PartScene late = accepted(routine()).missed(ClockKind.HANDLING, LEAD).decide(LEAD, COMPLETE);
        add("late", closed(late), appeal);
        PartScene forced = accepted(routine()).missed(ClockKind.HANDLING, LEAD);
        add(
                "late, force-closed",
                forced.arrives(new DispatchEvent.ForceClosed(ForceCloseReason.OTHER, "止"), null),
                appeal);
    }

    private void notAppealable() {
        add("closed without a fault", closed(accepted(routine()).decide(LEAD, COMPLETE)), "appeal=NOTHING_TO_APPEAL");
        PartScene again =
                closed(accepted(routine()).missed(ClockKind.HANDLING, LEAD).decide(LEAD, COMPLETE));
        String miss = Requests.appealable(again.assignment(LEAD)).getFirst();
        add("appealed", again.decide(LEAD, Commands.appeal(miss)), "appeal=ALREADY_APPEALED");
        PartScene late =
                closed(accepted(routine()).missed(ClockKind.HANDLING, LEAD).decide(LEAD, COMPLETE));
        add("late, two weeks ago", late.later(Duration.ofDays(14)), "appeal=APPEAL_TOO_LATE");
    }

    private void add(String name, PartScene scene, String... guards) {
        String[] all = new String[guards.length + 1];
        all[0] = USUALLY;
        System.arraycopy(guards, 0, all, 1, guards.length);
        samples.add(new Sample(scene.assignment(LEAD).state() + " " + name, scene, LEAD, Guards.parse(all)));
    }

    private static String late() {
        return "request-extension=DEADLINE_PASSED request-suspension=DEADLINE_PASSED";
    }

    private static PartScene accepted(Ticket ticket) {
        return offered(ticket).decide(LEAD, ACCEPT);
    }

    private static PartScene returnRefused() {
        return offered(routine())
                .decide(LEAD, Commands.RETURN)
                .arrives(new DispatchEvent.ReturnRefused(true, "归你"), LEAD);
    }

    private static PartScene extended(PartScene handling) {
        return handling.decide(LEAD, Commands.EXTENSION)
                .arrives(new DispatchEvent.ExtensionGranted(new Limit(1, ClockUnit.WORK_HOUR), "好"), LEAD);
    }

    private static PartScene away(PartScene handling) {
        Instant until = handling.now().plus(Duration.ofDays(60));
        return handling.decide(LEAD, Commands.suspension(handling.now()))
                .arrives(new DispatchEvent.Suspended(until, "好"), LEAD);
    }

    private static PartScene resumed(PartScene suspended) {
        return suspended.arrives(new DispatchEvent.Resumed(false, "好"), LEAD);
    }

    private static PartScene reworked() {
        return accepted(routine())
                .decide(LEAD, COMPLETE)
                .arrives(new DispatchEvent.ReworkOrdered(ReworkCause.CHECK_FAILED, List.of(LEAD), 2, "再来"), null);
    }

    private static PartScene closed(PartScene done) {
        return done.arrives(new IntakeEvent.Closed(false), null);
    }
}
