package org.whistle.dispatch.dispatching;

import static org.whistle.dispatch.dispatching.Stories.ANOTHER;
import static org.whistle.dispatch.dispatching.Stories.DISPATCHER;
import static org.whistle.dispatch.dispatching.Stories.LEADER;
import static org.whistle.dispatch.dispatching.Stories.accepted;
import static org.whistle.dispatch.dispatching.Stories.appeal;
import static org.whistle.dispatch.dispatching.Stories.appealed;
import static org.whistle.dispatch.dispatching.Stories.assisted;
import static org.whistle.dispatch.dispatching.Stories.checking;
import static org.whistle.dispatch.dispatching.Stories.closed;
import static org.whistle.dispatch.dispatching.Stories.closedOf;
import static org.whistle.dispatch.dispatching.Stories.condition;
import static org.whistle.dispatch.dispatching.Stories.confirming;
import static org.whistle.dispatch.dispatching.Stories.dispatched;
import static org.whistle.dispatch.dispatching.Stories.extension;
import static org.whistle.dispatch.dispatching.Stories.rejected;
import static org.whistle.dispatch.dispatching.Stories.reopened;
import static org.whistle.dispatch.dispatching.Stories.returnedTwice;
import static org.whistle.dispatch.dispatching.Stories.returning;
import static org.whistle.dispatch.dispatching.Stories.reviewed;
import static org.whistle.dispatch.dispatching.Stories.suspended;
import static org.whistle.dispatch.dispatching.Stories.suspension;
import static org.whistle.dispatch.dispatching.Stories.takenOn;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.whistle.clock.ClockKind;
import org.whistle.events.DeskEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.VoidReason;
import org.whistle.testing.TransitionText.Guards;

/** Cases in every state, each reached by what real people and the other desks would have done. */
final class CasesByState {

    /** The usual guard of each action, unless a case names another. */
    private static final String USUALLY = "designate=NOT_RETURNED_TWICE review-return=STATE resume=NOT_SUSPENDED"
            + " review-extension=NOT_ASKED review-suspension=NOT_ASKED reply-supervision=NOT_SUPERVISED"
            + " review-appeal=NO_APPEAL decide-appeal=NO_APPEAL";

    private static final String NO_UNIT = " find-misconduct=NOT_INVOLVED";

    private final List<Sample> samples = new ArrayList<>();

    private CasesByState() {}

    /** A case in a state, with the guards of actions that state and role allow. */
    record Sample(String name, DeskScene scene, Guards guards) {

        DispatchCase record() {
            return scene.record();
        }
    }

    static List<Sample> all() {
        CasesByState all = new CasesByState();
        all.through("ordinary,", DeskScene::ticketed, "", NO_UNIT);
        all.through("supervised,", Stories::supervised, "reply-supervision=OK", NO_UNIT);
        all.through("appealed,", () -> reopened(appealed()), "review-appeal=OK", "");
        all.through("appeal reviewed,", () -> reopened(reviewed()), "decide-appeal=OK", "");
        all.waitingForAUnit();
        all.withAssistants();
        all.theLeadAsks();
        all.ended();
        return all.samples;
    }

    private void through(String name, Supplier<DeskScene> ticketed, String guards, String noUnit) {
        add(name, ticketed.get(), guards + noUnit);
        add(name, dispatched(ticketed.get()), guards);
        add(name, returning(dispatched(ticketed.get()), "SANITATION"), guards + " review-return=OK");
        add(name, accepted(ticketed.get()), guards);
        add(name, suspended(accepted(ticketed.get()), "SANITATION"), guards + " resume=OK");
        DeskScene ruling = checking(ticketed.get());
        add(name, ruling.intakeSays(new IntakeEvent.CheckFailed(null, "没有", List.of(), List.of(), 3)), guards);
        add(name, checking(ticketed.get()), guards);
        add(name, confirming(ticketed.get()), guards);
        add(name, closed(ticketed.get()), guards);
        DispatchCommand end = new DispatchCommand.ForceClose(ForceCloseReason.OTHER, "止", null);
        add(name, ticketed.get().decide(LEADER, end), guards + noUnit);
        add(name, rejected(ticketed.get()), guards + noUnit);
        IntakeEvent back = new IntakeEvent.SentBack(SendBackReason.INCOMPLETE, "缺");
        for (IntakeEvent event : List.of(
                back,
                new IntakeEvent.VerificationRequested(null, null),
                new IntakeEvent.HandlingStarted(HandlingLevel.COMMUNITY, condition(ticketed.get())),
                new IntakeEvent.Voided(VoidReason.OUT_OF_SCOPE, "不属"),
                new IntakeEvent.Merged(new UUID(9, 9), null, ""))) {
            DeskScene scene = rejected(ticketed.get()).intakeSays(back);
            add(name, event.equals(back) ? scene : scene.intakeSays(event), guards + noUnit);
        }
        IntakeEvent street = new IntakeEvent.HandlingStarted(HandlingLevel.STREET, condition(ticketed.get()));
        add(name, rejected(ticketed.get()).intakeSays(street), guards + noUnit);
    }

    private void waitingForAUnit() {
        add(
                "filed",
                DeskScene.ticketed().decide(ANOTHER, new DispatchCommand.FileCase(null)),
                "file=ALREADY_FILED" + NO_UNIT);
        String twice = "dispatch=TOO_MANY_RETURNS designate=OK";
        add("returned twice", returnedTwice(), twice + " file=ALREADY_FILED");
        DeskScene designated = returnedTwice();
        designated.decide(LEADER, new DispatchCommand.Designate("WATER", null, "兜底", null));
        add("designated", designated);
        DeskScene recalled = returnedTwice();
        recalled.decide(LEADER, new DispatchCommand.Designate("WATER", null, "兜底", null))
                .decide(ANOTHER, Commands.recall());
        add("designated and recalled", recalled, twice + " reject=DESIGNATED file=ALREADY_FILED");
        add("recalled", dispatched(DeskScene.ticketed()).decide(ANOTHER, Commands.recall()), "file=ALREADY_FILED");
        DeskScene red = DeskScene.ticketed().decide(LEADER, Commands.supervise(SupervisionLevel.RED));
        add("supervised in red", red, "supervise=ALREADY_RED reply-supervision=OK" + NO_UNIT);
        DeskScene own = DeskScene.ticketed().decide(DISPATCHER, Commands.dispatch("SANITATION"));
        add(
                "returned to its own dispatcher",
                returning(own, "SANITATION"),
                "review-return=OK" + " review-return/DISPATCHER=OWN_DECISION");
    }

    /** Every request of an assistant, in every state that the lead can be in meanwhile. */
    private void withAssistants() {
        for (Supplier<DeskScene> lead : List.<Supplier<DeskScene>>of(
                Stories::assisted,
                () -> returning(assisted(), "SANITATION"),
                () -> takenOn(assisted(), "SANITATION"),
                () -> suspended(takenOn(assisted(), "SANITATION"), "SANITATION"))) {
            String guards = switch (lead.get().record().state()) {
                case RETURN_REVIEW -> "review-return=OK ";
                case SUSPENDED -> "resume=OK ";
                default -> "";
            };
            add("the assistant returns,", returning(lead.get(), "WATER"), guards + "review-return=OK");
            DeskScene extension = takenOn(lead.get(), "WATER").unitSays("WATER", extension());
            add("the assistant asks for an extension,", extension, guards + "review-extension=OK");
            DeskScene suspension = takenOn(lead.get(), "WATER").unitSays("WATER", suspension());
            add("the assistant asks for a suspension,", suspension, guards + "review-suspension=OK");
            add("the assistant is suspended,", suspended(takenOn(lead.get(), "WATER"), "WATER"), guards + "resume=OK");
        }
    }

    private void theLeadAsks() {
        DeskScene extension = accepted(DeskScene.ticketed()).unitSays("SANITATION", extension());
        add("asked for an extension", extension, "review-extension=OK");
        DeskScene suspension = accepted(DeskScene.ticketed()).unitSays("SANITATION", suspension());
        add("asked for a suspension", suspension, "review-suspension=OK");
        DeskScene missed = accepted(DeskScene.ticketed());
        var clock =
                missed.record().clocks().open(ClockKind.HANDLING).findFirst().orElseThrow();
        missed.deskSays(new DeskEvent.DeadlineMissed(clock.clockId(), DeskScene.NOW), "SANITATION");
        add("supervised by rule", missed);
    }

    private void ended() {
        add("appealed", appealed(), "review-appeal=OK");
        add("appeal reviewed", reviewed(), "decide-appeal=OK");
        DeskScene refused = returning(dispatched(DeskScene.ticketed()), "SANITATION");
        refused.decide(
                DISPATCHER,
                new DispatchCommand.ReviewReturn(refused.part("SANITATION").assignmentId(), false, "归你", null));
        add(
                "appealed against its own dispatcher,",
                appeal(closedOf(takenOn(refused, "SANITATION"))),
                "review-appeal=OK review-appeal/DISPATCHER=OWN_DECISION");
        DeskScene decided = reviewed();
        UUID appeal = decided.record().standing().appeals().getFirst().appealId();
        add("appeal decided", decided.decide(LEADER, new DispatchCommand.DecideAppeal(appeal, true, "支持", null)));
    }

    private void add(String name, DeskScene scene, String... guards) {
        String[] all = new String[guards.length + 1];
        all[0] = USUALLY;
        System.arraycopy(guards, 0, all, 1, guards.length);
        samples.add(new Sample(name + " " + scene.record().state(), scene, Guards.parse(all)));
    }

    static List<CaseState> states() {
        return all().stream().map(sample -> sample.record().state()).distinct().toList();
    }
}
