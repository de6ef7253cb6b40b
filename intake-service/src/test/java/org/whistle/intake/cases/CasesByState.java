package org.whistle.intake.cases;

import static org.whistle.intake.cases.Commands.CALL_BACK;
import static org.whistle.intake.cases.Commands.CONFIRM;
import static org.whistle.intake.cases.Commands.ENDORSE;
import static org.whistle.intake.cases.Commands.HANDLE;
import static org.whistle.intake.cases.Commands.RATE;
import static org.whistle.intake.cases.Commands.START;
import static org.whistle.intake.cases.Commands.TICKET;
import static org.whistle.intake.cases.Commands.VETO;
import static org.whistle.intake.cases.DeskScene.LEAD;
import static org.whistle.intake.cases.DeskScene.caller;
import static org.whistle.intake.cases.Stories.CITIZEN;
import static org.whistle.intake.cases.Stories.COMMUNITY;
import static org.whistle.intake.cases.Stories.GRID_WORKER;
import static org.whistle.intake.cases.Stories.OFFERED;
import static org.whistle.intake.cases.Stories.STREET;
import static org.whistle.intake.cases.Stories.STREET_LEADER;
import static org.whistle.intake.cases.Stories.accepted;
import static org.whistle.intake.cases.Stories.calledAnEmergency;
import static org.whistle.intake.cases.Stories.checking;
import static org.whistle.intake.cases.Stories.citizens;
import static org.whistle.intake.cases.Stories.closed;
import static org.whistle.intake.cases.Stories.completed;
import static org.whistle.intake.cases.Stories.confirming;
import static org.whistle.intake.cases.Stories.dispatched;
import static org.whistle.intake.cases.Stories.emergency;
import static org.whistle.intake.cases.Stories.escalated;
import static org.whistle.intake.cases.Stories.failedThrice;
import static org.whistle.intake.cases.Stories.pass;
import static org.whistle.intake.cases.Stories.patrol;
import static org.whistle.intake.cases.Stories.rejected;
import static org.whistle.intake.cases.Stories.supervised;
import static org.whistle.intake.cases.Stories.ticket;
import static org.whistle.intake.cases.Stories.ticketed;
import static org.whistle.intake.cases.Stories.verified;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.testing.TransitionText.Guards;

/** Cases in every state, each reached by what real people and the county would have done. */
final class CasesByState {

    /** The usual guard of each action, unless a case names another. */
    private static final String USUALLY = "urge=NEVER_TICKETED reply-supervision=NOT_SUPERVISED locate=LOCATED"
            + " verify/COMMUNITY=NOT_MISSED_YET check/STREET=NOT_MISSED_YET endorse=NOT_AN_EMERGENCY"
            + " take-back=NOT_AN_EMERGENCY call-back=NOBODY_TO_CALL confirm/STREET_LEADER=NOT_MISSED_YET"
            + " veto/STREET_LEADER=NOT_MISSED_YET confirm/DISPATCHER=FORBIDDEN veto/DISPATCHER=FORBIDDEN"
            + " confirm/COMMAND_LEADER=FORBIDDEN veto/COMMAND_LEADER=FORBIDDEN";

    private final List<Sample> samples = new ArrayList<>();

    private CasesByState() {}

    /** A case in a state, with the guards of actions that state and role allow. */
    record Sample(String name, DeskScene scene, Guards guards) {

        IntakeCase record() {
            return scene.record();
        }
    }

    static List<Sample> all() {
        CasesByState all = new CasesByState();
        all.atTheCommunity();
        all.atTheStreet();
        all.emergencies();
        all.throughTheCounty("ordinary,", Stories::ticketed, "urge=OK");
        all.atTheDesksAgain();
        all.beingChecked();
        all.beingConfirmed();
        all.ended();
        all.endedOtherwise();
        return all.samples;
    }

    private void atTheCommunity() {
        add("reported by the grid worker", patrol());
        add("joined by somebody else", patrol().decide(OFFERED, Commands.JOIN), "withdraw=ALREADY_ACTED_ON");
        add("reported by a citizen", citizens(), "escalate=VERIFICATION_REQUIRED start-handling=VERIFICATION_REQUIRED");
        add("seen on site", verified(), "request-verification=ALREADY_VERIFIED withdraw=ALREADY_ACTED_ON");
        String unlocated = "locate=OK request-verification=UNLOCATED";
        add(
                "told of at the hotline",
                DeskScene.unlocated(Source.HOTLINE_12345),
                unlocated + " escalate=VERIFICATION_REQUIRED start-handling=VERIFICATION_REQUIRED");
        add(
                "told of by a leader",
                DeskScene.unlocated(Source.LEADER),
                unlocated + " escalate=UNLOCATED start-handling=UNLOCATED");
        add("sent back by the street", escalated().decide(STREET, Commands.SEND_BACK), "withdraw=ALREADY_ACTED_ON");
        add("waiting for verification", citizens().decide(COMMUNITY, Commands.ASK));
        add(
                "waiting for verification in vain",
                citizens().decide(COMMUNITY, Commands.ASK).missed(ClockKind.VERIFICATION),
                "verify/COMMUNITY=OK");
        add("handled by the community", patrol().decide(COMMUNITY, START));
    }

    private void atTheStreet() {
        add("escalated", escalated());
        add("rejected by the county", rejected(), "urge=OK");
        add(
                "failed three checks of the community's handling",
                failedThrice(patrol().decide(COMMUNITY, START), COMMUNITY),
                "start-handling=TICKET_ONLY merge=TICKET_ONLY void=TICKET_ONLY send-back=TICKET_ONLY");
        add("reopened", closed(patrol()).decide(STREET, Commands.REOPEN), "urge=OK");
        add("handled by the street", escalated().decide(STREET, START));
    }

    private void emergencies() {
        throughTheCounty("an emergency by rule,", Stories::emergency, "urge=OK endorse=OK take-back=OK");
        throughTheCounty(
                "an emergency by a person's word,", () -> calledAnEmergency(STREET), "urge=OK endorse=OK take-back=OK");
        add(
                "an emergency by the leader's word",
                calledAnEmergency(STREET_LEADER),
                "urge=OK endorse=ALREADY_ENDORSED take-back=ALREADY_ENDORSED");
        add(
                "an emergency endorsed",
                emergency().decide(STREET_LEADER, ENDORSE),
                "urge=OK endorse=ALREADY_ENDORSED take-back=ALREADY_ENDORSED");
        add(
                "an emergency asked back",
                emergency().decide(STREET_LEADER, Commands.TAKE_BACK),
                "urge=OK endorse=OK take-back=TAKE_BACK_ASKED");
    }

    private void throughTheCounty(String name, Supplier<DeskScene> ticketed, String guards) {
        add(name + " ticketed", ticketed.get(), guards);
        add(name + " dispatched", dispatched(ticketed.get(), "SANITATION"), guards);
        add(
                name + " returned by the unit",
                dispatched(ticketed.get(), "SANITATION")
                        .arrives(new DepartmentEvent.ReturnRequested(ReturnReason.OTHER, "不", null), LEAD),
                guards);
        add(name + " being handled", accepted(ticketed.get(), "SANITATION"), guards);
        Instant spring = Instant.parse("2027-03-01T00:00:00Z");
        add(
                name + " suspended",
                accepted(ticketed.get(), "SANITATION").arrives(new DispatchEvent.Suspended(spring, "冬"), LEAD),
                guards);
        DeskScene ruling = checking("SANITATION", ticketed.get());
        for (int i = 0; i < 2; i++) {
            completed(ruling.decide(GRID_WORKER, Commands.check(false)), "SANITATION");
        }
        add(name + " failed three checks", ruling.decide(GRID_WORKER, Commands.check(false)), guards);
        add(name + " to be checked", checking("SANITATION", ticketed.get()), guards);
        add(name + " passed", confirming("SANITATION", ticketed.get()), guards);
    }

    private void atTheDesksAgain() {
        String asked = "urge=OK reply-supervision=OK withdraw=ALREADY_ACTED_ON";
        add("supervised", supervised(), asked);
        add("supervised, sent back", supervised().decide(STREET, Commands.SEND_BACK), asked);
        add(
                "supervised, waiting for verification",
                supervised().decide(STREET, Commands.SEND_BACK).decide(COMMUNITY, Commands.ASK),
                asked);
        add(
                "supervised, handled by the community",
                supervised().decide(STREET, Commands.SEND_BACK).decide(COMMUNITY, START),
                asked);
        add("supervised, handled by the street", supervised().decide(STREET, START), asked);
        throughTheCounty("supervised,", () -> supervised().decide(STREET, TICKET), asked);
    }

    private void beingChecked() {
        add(
                "handled by the community, to be checked",
                patrol().decide(COMMUNITY, START).decide(COMMUNITY, HANDLE));
        DeskScene street = escalated().decide(STREET, START).decide(STREET, HANDLE);
        add(
                "handled by the street itself, not checked in time",
                street.missed(ClockKind.CHECK),
                "check/STREET=CHECKER_HANDLED_IT");
        add(
                "handled by a unit, not checked in time",
                checking("SANITATION", ticketed()).missed(ClockKind.CHECK),
                "urge=OK check/STREET=OK");
    }

    private void beingConfirmed() {
        add(
                "passed, after a veto",
                pass(completed(confirming("SANITATION", ticketed()).decide(STREET, VETO), "SANITATION")),
                "urge=OK");
        add(
                "passed, led by the street's own unit",
                confirming("STREET-350999001", ticketed()),
                "urge=OK confirm/DISPATCHER=OK veto/DISPATCHER=OK confirm/STREET=FORBIDDEN veto/STREET=FORBIDDEN"
                        + " confirm/COMMAND_LEADER=OK veto/COMMAND_LEADER=OK"
                        + " confirm/STREET_LEADER=FORBIDDEN veto/STREET_LEADER=FORBIDDEN");
        add(
                "a citizen's, passed, the street silent",
                confirming("SANITATION", ticket(verified())).missed(ClockKind.CONFIRMATION),
                "urge=OK confirm/STREET_LEADER=OK veto/STREET_LEADER=OK");
    }

    private void ended() {
        add("closed", closed(patrol()));
        add(
                "closed by the community itself",
                pass(patrol().decide(COMMUNITY, START).decide(COMMUNITY, HANDLE)));
        add("closed three days ago", closed(patrol()).later(Duration.ofHours(73)), "reopen=REOPEN_TOO_LATE");
        DeskScene citizens = confirming("SANITATION", ticket(verified())).decide(STREET, CONFIRM);
        add("a citizen's closed", citizens, "call-back=OK call-back/STREET=FORBIDDEN");
        add(
                "a citizen's closed by the community itself",
                pass(verified().decide(COMMUNITY, START).decide(COMMUNITY, HANDLE)),
                "call-back/COMMUNITY=OWN_DECISION call-back/STREET=OK");
        add(
                "a citizen's closed a week ago",
                confirming("SANITATION", ticket(verified()))
                        .decide(STREET, CONFIRM)
                        .later(Duration.ofDays(7)),
                "reopen=REOPEN_TOO_LATE call-back=OK call-back/STREET=FORBIDDEN");
        DeskScene answered = confirming("SANITATION", ticket(verified())).decide(STREET, CONFIRM);
        add(
                "a citizen's closed, called back and rated",
                answered.decide(COMMUNITY, CALL_BACK).decide(CITIZEN, RATE),
                "call-back=ALREADY_CALLED_BACK rate/CITIZEN=ALREADY_RATED");
        add("closed and drawn", closed(patrol()).drawnFor(DeskScene.OTHER_STREET));
        Caller other = caller("grid-other", Role.GRID_WORKER, DeskScene.OTHER_STREET + "001001");
        add(
                "closed, drawn and seen",
                closed(patrol()).drawnFor(DeskScene.OTHER_STREET).decide(other, Commands.spotCheck(true)));
    }

    private void endedOtherwise() {
        add("voided", patrol().decide(COMMUNITY, Commands.VOID));
        DeskScene merged = patrol();
        merged.take(Merging.child(merged.record(), new UUID(9, 9), merged.now(), null));
        add("merged", merged);
        add("force-closed", ticketed().arrives(new DispatchEvent.ForceClosed(ForceCloseReason.OTHER, "止"), null));
    }

    private void add(String name, DeskScene scene, String... guards) {
        String[] all = new String[guards.length + 1];
        all[0] = USUALLY;
        System.arraycopy(guards, 0, all, 1, guards.length);
        samples.add(new Sample(scene.record().state() + " " + name, scene, Guards.parse(all)));
    }

    static List<CaseState> states() {
        return all().stream().map(sample -> sample.record().state()).distinct().toList();
    }
}
