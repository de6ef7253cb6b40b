package org.whistle.audit.metrics;

import org.whistle.clock.ClockKind;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;

/** Which event is what a clock measures (domain.md, Clocks, column "ends"); any other that stops it only ends it. */
final class Finish {

    private Finish() {}

    static boolean of(ClockKind kind, CaseEvent event) {
        return switch (kind) {
            case COMMUNITY_TRIAGE -> event instanceof IntakeEvent.Escalated || leavesAnyDesk(event);
            case STREET_TRIAGE -> event instanceof IntakeEvent.SentBack || leavesAnyDesk(event);
            case VERIFICATION -> event instanceof IntakeEvent.Verified;
            case SELF_HANDLING -> event instanceof IntakeEvent.Handled;
            case REWORK -> event instanceof IntakeEvent.Handled || event instanceof DepartmentEvent.Completed;
            case HANDLING ->
                event instanceof DepartmentEvent.Completed || event instanceof DepartmentEvent.StageCompleted;
            case ENDORSEMENT -> event instanceof IntakeEvent.TicketEndorsed;
            case DISPATCH ->
                event instanceof DispatchEvent.Dispatched
                        || event instanceof DispatchEvent.Designated
                        || event instanceof DispatchEvent.TicketRejected;
            case ACCEPT -> event instanceof DepartmentEvent.Accepted;
            case CHECK_IN -> event instanceof DepartmentEvent.CheckedIn;
            case RULING -> event instanceof DispatchEvent.Ruled;
            case CALL_BACK -> event instanceof IntakeEvent.CalledBack;
            case CHECK -> event instanceof IntakeEvent.CheckPassed || event instanceof IntakeEvent.CheckFailed;
            case CONFIRMATION, CONFIRMATION_LEADER ->
                event instanceof IntakeEvent.Vetoed
                        || (event instanceof IntakeEvent.Confirmed confirmed && !confirmed.silent());
            case SUPERVISION_REPLY -> event instanceof DeskEvent.SupervisionReplied;
            case RETURN_REVIEW, EXTENSION_REVIEW, SUSPENSION_REVIEW, APPEAL -> decides(kind, event);
        };
    }

    private static boolean leavesAnyDesk(CaseEvent event) {
        return event instanceof IntakeEvent.HandlingStarted
                || event instanceof IntakeEvent.TicketFiled
                || event instanceof IntakeEvent.Voided
                || event instanceof IntakeEvent.Merged;
    }

    private static boolean decides(ClockKind kind, CaseEvent event) {
        return switch (event) {
            case DispatchEvent.ReturnApproved _, DispatchEvent.ReturnRefused _ -> kind == ClockKind.RETURN_REVIEW;
            case DispatchEvent.ExtensionGranted _, DispatchEvent.ExtensionRefused _ ->
                kind == ClockKind.EXTENSION_REVIEW;
            case DispatchEvent.Suspended _, DispatchEvent.SuspensionRefused _ -> kind == ClockKind.SUSPENSION_REVIEW;
            case DispatchEvent.AppealDecided _ -> kind == ClockKind.APPEAL;
            default -> false;
        };
    }
}
