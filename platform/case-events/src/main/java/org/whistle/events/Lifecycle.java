package org.whistle.events;

import static org.whistle.events.code.CaseState.CHECKING;
import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.COMMUNITY_HANDLING;
import static org.whistle.events.code.CaseState.CONFIRMING;
import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.FORCE_CLOSED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.MERGED;
import static org.whistle.events.code.CaseState.REPORTED;
import static org.whistle.events.code.CaseState.RETURN_REVIEW;
import static org.whistle.events.code.CaseState.RULING;
import static org.whistle.events.code.CaseState.STREET_HANDLING;
import static org.whistle.events.code.CaseState.STREET_PENDING;
import static org.whistle.events.code.CaseState.SUSPENDED;
import static org.whistle.events.code.CaseState.TICKETED;
import static org.whistle.events.code.CaseState.VERIFYING;
import static org.whistle.events.code.CaseState.VOIDED;

import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.HandlingLevel;

/** The state of a case after an event of its holder, for services that only follow it: a shadow desk, the audit. */
public final class Lifecycle {

    /** A failed check with this number leads to a ruling, or leaves a self-handled case only the ticket. */
    public static final int FAILURES_TO_RULING = 3;

    /** A veto with this number leads to a ruling. */
    public static final int VETOES_TO_RULING = 2;

    private Lifecycle() {}

    /**
     * The state after the event.
     *
     * @param before the state before it
     * @param lead whether a part's event is about the lead part
     */
    public static CaseState after(CaseState before, CaseEvent event, boolean lead) {
        return switch (event) {
            case IntakeEvent intake -> afterIntake(before, intake);
            case DispatchEvent dispatch -> afterDispatch(before, dispatch, lead);
            case DepartmentEvent department -> lead ? afterLead(before, department) : before;
            case DeskEvent _ -> before;
        };
    }

    private static CaseState afterIntake(CaseState before, IntakeEvent event) {
        return switch (event) {
            case IntakeEvent.Reported _,
                    IntakeEvent.Registered _,
                    IntakeEvent.VerificationCancelled _,
                    IntakeEvent.Verified _,
                    IntakeEvent.SentBack _ -> REPORTED;
            case IntakeEvent.VerificationRequested _ -> VERIFYING;
            case IntakeEvent.Withdrawn _, IntakeEvent.Voided _ -> VOIDED;
            case IntakeEvent.Merged _ -> MERGED;
            case IntakeEvent.Unmerged unmerged -> unmerged.backTo() == null ? REPORTED : MERGED;
            case IntakeEvent.HandlingStarted started -> handlingAt(started.level());
            case IntakeEvent.Handled _ -> CHECKING;
            case IntakeEvent.Escalated _ -> STREET_PENDING;
            case IntakeEvent.TicketFiled _ -> TICKETED;
            case IntakeEvent.CheckPassed passed -> passed.selfHandled() ? CLOSED : CONFIRMING;
            case IntakeEvent.CheckFailed failed -> afterFailure(failed.level(), failed.failures());
            case IntakeEvent.Confirmed _, IntakeEvent.Closed _ -> CLOSED;
            case IntakeEvent.Vetoed vetoed -> vetoed.vetoes() < VETOES_TO_RULING ? HANDLING : RULING;
            case IntakeEvent.Reopened _ -> STREET_PENDING;
            case IntakeEvent.SpotChecked checked -> checked.passed() ? before : STREET_PENDING;
            case IntakeEvent.Located _,
                    IntakeEvent.Joined _,
                    IntakeEvent.Supplemented _,
                    IntakeEvent.TicketEndorsed _,
                    IntakeEvent.TakeBackRequested _,
                    IntakeEvent.CheckRequested _,
                    IntakeEvent.CalledBack _,
                    IntakeEvent.Rated _,
                    IntakeEvent.SpotCheckDrawn _,
                    IntakeEvent.RecurrenceLinked _ -> before;
        };
    }

    private static CaseState afterFailure(@Nullable HandlingLevel level, int failures) {
        if (failures < FAILURES_TO_RULING) {
            return level == null ? HANDLING : handlingAt(level);
        }
        return level == null ? RULING : STREET_PENDING;
    }

    private static CaseState handlingAt(HandlingLevel level) {
        return level == HandlingLevel.COMMUNITY ? COMMUNITY_HANDLING : STREET_HANDLING;
    }

    private static CaseState afterDispatch(CaseState before, DispatchEvent event, boolean lead) {
        return switch (event) {
            case DispatchEvent.TicketRejected _ -> STREET_PENDING;
            case DispatchEvent.Dispatched _, DispatchEvent.Designated _ -> DISPATCHED;
            case DispatchEvent.ReturnApproved approved -> approved.lead() ? TICKETED : before;
            case DispatchEvent.ReturnRefused refused -> refused.lead() ? DISPATCHED : before;
            case DispatchEvent.Recalled recalled -> recalled.whole() ? TICKETED : before;
            case DispatchEvent.Suspended _ -> lead ? SUSPENDED : before;
            case DispatchEvent.Resumed _ -> lead ? HANDLING : before;
            case DispatchEvent.ReworkOrdered _ -> HANDLING;
            case DispatchEvent.CompletionAccepted _ -> CHECKING;
            case DispatchEvent.Ruled ruled ->
                switch (ruled.decision()) {
                    case REWORK -> HANDLING;
                    case REDISPATCH -> TICKETED;
                    case CLOSE -> CLOSED;
                };
            case DispatchEvent.ForceClosed _ -> FORCE_CLOSED;
            case DispatchEvent.Filed _,
                    DispatchEvent.AssistantAdded _,
                    DispatchEvent.ExtensionGranted _,
                    DispatchEvent.ExtensionRefused _,
                    DispatchEvent.SuspensionRefused _,
                    DispatchEvent.Superseded _,
                    DispatchEvent.Supervised _,
                    DispatchEvent.SupervisionWithdrawn _,
                    DispatchEvent.DutyAlerted _,
                    DispatchEvent.MisconductFound _,
                    DispatchEvent.AppealReviewed _,
                    DispatchEvent.AppealDecided _ -> before;
        };
    }

    private static CaseState afterLead(CaseState before, DepartmentEvent event) {
        return switch (event) {
            case DepartmentEvent.Accepted _ -> HANDLING;
            case DepartmentEvent.ReturnRequested _ -> RETURN_REVIEW;
            case DepartmentEvent.CheckedIn _,
                    DepartmentEvent.HandlerAssigned _,
                    DepartmentEvent.ProgressNoted _,
                    DepartmentEvent.StageCompleted _,
                    DepartmentEvent.ExtensionRequested _,
                    DepartmentEvent.SuspensionRequested _,
                    DepartmentEvent.Completed _,
                    DepartmentEvent.AppealFiled _ -> before;
        };
    }
}
