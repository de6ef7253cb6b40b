package org.whistle.intake.cases;

import static org.whistle.intake.cases.Commands.CONFIRM;
import static org.whistle.intake.cases.Commands.ESCALATE;
import static org.whistle.intake.cases.Commands.HANDLE;
import static org.whistle.intake.cases.Commands.TICKET;
import static org.whistle.intake.cases.DeskScene.COMMUNITY_CODE;
import static org.whistle.intake.cases.DeskScene.COUNTY;
import static org.whistle.intake.cases.DeskScene.GRID;
import static org.whistle.intake.cases.DeskScene.LEAD;
import static org.whistle.intake.cases.DeskScene.STREET_CODE;
import static org.whistle.intake.cases.DeskScene.caller;

import java.time.Duration;
import java.util.List;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;

/** Cases brought to the states that the matrix needs. */
final class Stories {

    static final Caller GRID_WORKER = caller("another-grid", Role.GRID_WORKER, GRID);
    static final Caller COMMUNITY = caller("community", Role.COMMUNITY, COMMUNITY_CODE);
    static final Caller STREET = caller("street", Role.STREET, STREET_CODE);
    static final Caller STREET_LEADER = caller("street-leader", Role.STREET_LEADER, STREET_CODE);
    static final Caller CITIZEN = caller("citizen", Role.CITIZEN, COUNTY);
    static final Caller OFFERED = caller("another-citizen", Role.CITIZEN, GRID);

    private Stories() {}

    static DeskScene patrol() {
        return DeskScene.reported(Source.GRID_PATROL, "grid", false);
    }

    static DeskScene citizens() {
        return DeskScene.reported(Source.CITIZEN, "citizen", false);
    }

    static DeskScene verified() {
        return citizens().decide(COMMUNITY, Commands.ASK).decide(GRID_WORKER, Commands.FOUND);
    }

    static DeskScene escalated() {
        return patrol().decide(COMMUNITY, ESCALATE);
    }

    static DeskScene ticketed() {
        return ticket(patrol());
    }

    static DeskScene ticket(DeskScene reported) {
        return reported.decide(COMMUNITY, ESCALATE).decide(STREET, TICKET);
    }

    /** Danger found on site: the ticket is filed by rule. */
    static DeskScene emergency() {
        return citizens()
                .decide(
                        COMMUNITY,
                        Commands.of("request-verification", Role.COMMUNITY).getLast())
                .decide(GRID_WORKER, Commands.FOUND);
    }

    /** An ordinary condition that a person of the street calls an emergency. */
    static DeskScene calledAnEmergency(Caller caller) {
        return escalated().decide(caller, Commands.ticket(WhistleKind.EMERGENCY, Commands.HEAP));
    }

    static DeskScene rejected() {
        return ticketed().arrives(new DispatchEvent.TicketRejected(RejectReason.INCOMPLETE, "缺"), null);
    }

    static DeskScene supervised() {
        return rejected().arrives(new DispatchEvent.Supervised(SupervisionLevel.BLUE, false, "督"), null);
    }

    static DeskScene dispatched(DeskScene ticketed, String lead) {
        Ticket ticket =
                java.util.Objects.requireNonNull(ticketed.record().progress().ticket());
        OfferedPart part = new OfferedPart(LEAD, lead, PartRole.LEAD, "2026-1", true, Duration.ZERO, 0, null);
        return ticketed.arrives(
                new DispatchEvent.Dispatched(ticketed.record().facts(), ticket, List.of(part), null, null), null);
    }

    static DeskScene accepted(DeskScene ticketed, String lead) {
        return dispatched(ticketed, lead).arrives(new DepartmentEvent.Accepted(), LEAD);
    }

    static DeskScene checking(String lead, DeskScene ticketed) {
        return completed(accepted(ticketed, lead), lead);
    }

    static DeskScene completed(DeskScene handling, String lead) {
        return handling.arrives(new DepartmentEvent.Completed("已清", false, List.of(), List.of(), null, null), LEAD)
                .arrives(new DispatchEvent.CompletionAccepted(lead, "已清", false, List.of(), List.of(LEAD)), LEAD);
    }

    static DeskScene pass(DeskScene checking) {
        return checking.decide(GRID_WORKER, Commands.check(true));
    }

    static DeskScene confirming(String lead, DeskScene ticketed) {
        return pass(checking(lead, ticketed));
    }

    static DeskScene closed(DeskScene reported) {
        return confirming("SANITATION", ticket(reported)).decide(STREET, CONFIRM);
    }

    static DeskScene failedThrice(DeskScene handling, Caller by) {
        for (int i = 0; i < 3; i++) {
            handling.decide(by, HANDLE).decide(GRID_WORKER, Commands.check(false));
        }
        return handling;
    }
}
