package org.whistle.intake.cases;

import static org.whistle.events.code.CaseState.CHECKING;
import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.FORCE_CLOSED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.RETURN_REVIEW;
import static org.whistle.events.code.CaseState.STREET_PENDING;
import static org.whistle.events.code.CaseState.TICKETED;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.kit.desk.Outcome;

/**
 * What the county's events make of intake's case: pure. Empty where an event changes nothing here: an older round, an ended
 * part, or none of intake's business.
 */
final class CountyEvents {

    private CountyEvents() {}

    static Optional<Outcome<IntakeCase>> apply(IntakeCase record, Envelope envelope) {
        if (envelope.round() != record.round() || !(envelope.data() instanceof CaseEvent event)) {
            return Optional.empty();
        }
        if (record.state().holder() != CaseState.Holder.DISPATCH) {
            return Optional.empty();
        }
        return switch (event) {
            case DispatchEvent dispatch -> ofDispatch(record, dispatch, envelope);
            case DepartmentEvent department ->
                isLead(record, envelope.assignmentId()) ? ofLead(record, department) : Optional.empty();
            case IntakeEvent _, DeskEvent _ -> Optional.empty();
        };
    }

    private static Optional<Outcome<IntakeCase>> ofDispatch(IntakeCase record, DispatchEvent event, Envelope envelope) {
        Progress progress = record.progress();
        return switch (event) {
            case DispatchEvent.TicketRejected _ -> to(record, STREET_PENDING, progress.sharedBy(null));
            case DispatchEvent.Dispatched dispatched ->
                to(record, DISPATCHED, progress.sharedBy(share(dispatched.parts())));
            case DispatchEvent.Designated designated ->
                to(record, DISPATCHED, progress.sharedBy(share(designated.parts())));
            case DispatchEvent.ReturnApproved approved ->
                approved.lead() ? to(record, TICKETED, progress.sharedBy(null)) : Optional.empty();
            case DispatchEvent.ReturnRefused refused ->
                refused.lead() ? to(record, DISPATCHED, progress) : Optional.empty();
            case DispatchEvent.Recalled recalled ->
                recalled.whole() ? to(record, TICKETED, progress.sharedBy(null)) : Optional.empty();
            case DispatchEvent.CompletionAccepted _ ->
                Optional.of(
                        Outcome.of(record.to(CHECKING, progress), new IntakeEvent.CheckRequested(false, List.of())));
            case DispatchEvent.ReworkOrdered _ -> to(record, HANDLING, progress);
            case DispatchEvent.Suspended _ -> to(record, CaseState.SUSPENDED, progress);
            case DispatchEvent.Resumed _ -> to(record, HANDLING, progress);
            case DispatchEvent.Ruled ruled ->
                switch (ruled.decision()) {
                    case REWORK -> to(record, HANDLING, progress);
                    case REDISPATCH -> to(record, TICKETED, progress.sharedBy(null));
                    case CLOSE ->
                        Optional.of(Outcome.of(
                                record.to(CLOSED, progress.closed(envelope.time())), new IntakeEvent.Closed(false)));
                };
            case DispatchEvent.ForceClosed _ -> to(record, FORCE_CLOSED, progress);
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
                    DispatchEvent.AppealDecided _ -> Optional.empty();
        };
    }

    private static Optional<Outcome<IntakeCase>> ofLead(IntakeCase record, DepartmentEvent event) {
        return switch (event) {
            case DepartmentEvent.Accepted _ -> to(record, HANDLING, record.progress());
            case DepartmentEvent.ReturnRequested _ -> to(record, RETURN_REVIEW, record.progress());
            case DepartmentEvent.CheckedIn _,
                    DepartmentEvent.HandlerAssigned _,
                    DepartmentEvent.ProgressNoted _,
                    DepartmentEvent.StageCompleted _,
                    DepartmentEvent.ExtensionRequested _,
                    DepartmentEvent.SuspensionRequested _,
                    DepartmentEvent.Completed _,
                    DepartmentEvent.AppealFiled _ -> Optional.empty();
        };
    }

    private static Optional<Outcome<IntakeCase>> to(IntakeCase record, CaseState state, Progress progress) {
        return Optional.of(Outcome.of(record.to(state, progress)));
    }

    private static boolean isLead(IntakeCase record, @Nullable UUID assignment) {
        Progress.CountyShare county = record.progress().county();
        return county != null && county.leadAssignment().equals(assignment);
    }

    private static Progress.CountyShare share(List<OfferedPart> parts) {
        OfferedPart lead = parts.stream()
                .filter(part -> part.role() == PartRole.LEAD)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("lead: none (expected: one)"));
        return new Progress.CountyShare(
                lead.unit(),
                lead.assignmentId(),
                parts.stream().map(OfferedPart::unit).toList());
    }
}
