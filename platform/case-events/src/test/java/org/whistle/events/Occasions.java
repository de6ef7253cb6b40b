package org.whistle.events;

import static org.whistle.events.code.CaseState.CHECKING;
import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.COMMUNITY_HANDLING;
import static org.whistle.events.code.CaseState.CONFIRMING;
import static org.whistle.events.code.CaseState.DISPATCHED;
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

import java.util.EnumSet;
import java.util.Set;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.HandlingLevel;

/**
 * The states in which an event happens that changes the state (domain.md, Transitions); none for one that changes nothing.
 * {@link Lifecycle} defines the state after it, which does not depend on the state before it.
 */
final class Occasions {

    private Occasions() {}

    static Set<CaseState> of(CaseEvent event) {
        return switch (event) {
            case IntakeEvent intake -> ofIntake(intake);
            case DispatchEvent dispatch -> ofDispatch(dispatch);
            case DepartmentEvent department -> ofDepartment(department);
            case DeskEvent _ -> Set.of();
        };
    }

    private static Set<CaseState> ofIntake(IntakeEvent event) {
        return switch (event) {
            case IntakeEvent.Withdrawn _, IntakeEvent.VerificationRequested _ -> Set.of(REPORTED);
            case IntakeEvent.VerificationCancelled _, IntakeEvent.Verified _ -> Set.of(VERIFYING);
            case IntakeEvent.Merged _, IntakeEvent.Voided _ -> EnumSet.of(REPORTED, STREET_PENDING);
            case IntakeEvent.Unmerged _ -> Set.of(MERGED);
            case IntakeEvent.HandlingStarted started ->
                Set.of(started.level() == HandlingLevel.COMMUNITY ? REPORTED : STREET_PENDING);
            case IntakeEvent.Handled handled ->
                Set.of(handled.level() == HandlingLevel.COMMUNITY ? COMMUNITY_HANDLING : STREET_HANDLING);
            case IntakeEvent.Escalated _ -> EnumSet.of(REPORTED, COMMUNITY_HANDLING);
            case IntakeEvent.SentBack _ -> Set.of(STREET_PENDING);
            case IntakeEvent.TicketFiled filed ->
                filed.ticket().byRule() ? Set.of(REPORTED) : EnumSet.of(STREET_PENDING, STREET_HANDLING);
            case IntakeEvent.CheckPassed _, IntakeEvent.CheckFailed _ -> Set.of(CHECKING);
            case IntakeEvent.Confirmed _, IntakeEvent.Vetoed _ -> Set.of(CONFIRMING);
            case IntakeEvent.Reopened _, IntakeEvent.SpotChecked _ -> Set.of(CLOSED);
            case IntakeEvent.Reported _,
                    IntakeEvent.Registered _,
                    IntakeEvent.Located _,
                    IntakeEvent.Joined _,
                    IntakeEvent.Supplemented _,
                    IntakeEvent.TicketEndorsed _,
                    IntakeEvent.TakeBackRequested _,
                    IntakeEvent.CheckRequested _,
                    IntakeEvent.Closed _,
                    IntakeEvent.CalledBack _,
                    IntakeEvent.Rated _,
                    IntakeEvent.SpotCheckDrawn _,
                    IntakeEvent.RecurrenceLinked _ -> Set.of();
        };
    }

    private static Set<CaseState> ofDispatch(DispatchEvent event) {
        return switch (event) {
            case DispatchEvent.TicketRejected _ -> EnumSet.of(TICKETED, DISPATCHED);
            case DispatchEvent.Dispatched _, DispatchEvent.Designated _ -> Set.of(TICKETED);
            case DispatchEvent.ReturnApproved _, DispatchEvent.ReturnRefused _ -> Set.of(RETURN_REVIEW);
            case DispatchEvent.Recalled _ -> EnumSet.of(DISPATCHED, HANDLING, SUSPENDED);
            case DispatchEvent.Suspended _, DispatchEvent.CompletionAccepted _ -> Set.of(HANDLING);
            case DispatchEvent.Resumed _ -> Set.of(SUSPENDED);
            case DispatchEvent.Ruled _ -> Set.of(RULING);
            case DispatchEvent.ForceClosed _ ->
                EnumSet.of(TICKETED, DISPATCHED, RETURN_REVIEW, HANDLING, SUSPENDED, RULING);
            case DispatchEvent.ReworkOrdered _,
                    DispatchEvent.Filed _,
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
                    DispatchEvent.AppealDecided _ -> Set.of();
        };
    }

    private static Set<CaseState> ofDepartment(DepartmentEvent event) {
        return switch (event) {
            case DepartmentEvent.Accepted _, DepartmentEvent.ReturnRequested _ -> Set.of(DISPATCHED);
            case DepartmentEvent.CheckedIn _,
                    DepartmentEvent.HandlerAssigned _,
                    DepartmentEvent.ProgressNoted _,
                    DepartmentEvent.StageCompleted _,
                    DepartmentEvent.ExtensionRequested _,
                    DepartmentEvent.SuspensionRequested _,
                    DepartmentEvent.Completed _,
                    DepartmentEvent.AppealFiled _ -> Set.of();
        };
    }
}
