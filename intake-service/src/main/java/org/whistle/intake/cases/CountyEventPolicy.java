package org.whistle.intake.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Lifecycle;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RulingDecision;
import org.whistle.kit.desk.Outcome;

/**
 * The effect of the county's events on intake's case; pure. Empty where an event changes nothing here: an older round, an
 * ended part, or an event that does not concern intake.
 */
final class CountyEventPolicy {

    private CountyEventPolicy() {}

    /** Applies one; {@code flags} are the honesty flags of a completion. */
    static Optional<Outcome<IntakeCase>> apply(
            IntakeCase record, Envelope envelope, Function<DispatchEvent.CompletionAccepted, List<String>> flags) {
        boolean held = record.state().holder() == CaseState.Holder.DISPATCH;
        if (!held || envelope.round() != record.round() || !(envelope.data() instanceof CaseEvent event)) {
            return Optional.empty();
        }
        CaseState next = Lifecycle.after(record.state(), event, isLead(record, envelope.assignmentId()));
        return switch (event) {
            case DispatchEvent dispatch -> ofDispatch(record, dispatch, envelope, next, flags);
            case DepartmentEvent department -> changed(record, next, ofLead(record, department, envelope));
            case IntakeEvent _, DeskEvent _ -> Optional.empty();
        };
    }

    private static Optional<Outcome<IntakeCase>> ofDispatch(
            IntakeCase record,
            DispatchEvent event,
            Envelope envelope,
            CaseState next,
            Function<DispatchEvent.CompletionAccepted, List<String>> flags) {
        Progress progress = record.progress();
        return switch (event) {
            case DispatchEvent.Dispatched dispatched ->
                changed(record, next, progress.sharedBy(share(dispatched.parts(), envelope.time())));
            case DispatchEvent.Designated designated ->
                changed(record, next, progress.sharedBy(share(designated.parts(), envelope.time())));
            case DispatchEvent.CompletionAccepted accepted -> {
                List<String> found = flags.apply(accepted);
                yield Optional.of(Outcome.of(
                        record.to(next, progress.flagged(found)), new IntakeEvent.CheckRequested(false, found)));
            }
            case DispatchEvent.Ruled ruled
            when ruled.decision() == RulingDecision.CLOSE ->
                Optional.of(
                        Outcome.of(record.to(next, progress.closed(envelope.time())), new IntakeEvent.Closed(false)));
            case DispatchEvent.TicketRejected rejected ->
                changed(record, next, progress.sharedBy(null).endedFor(rejected.reasonCode()));
            case DispatchEvent.ForceClosed forced -> changed(record, next, progress.endedFor(forced.reasonCode()));
            default ->
                next == CaseState.TICKETED || next == CaseState.STREET_PENDING
                        ? changed(record, next, progress.sharedBy(null))
                        : changed(record, next, progress);
        };
    }

    /** The details of the lead's work that the street and the checker see. */
    private static Progress ofLead(IntakeCase record, DepartmentEvent event, Envelope envelope) {
        Progress.CountyShare county = record.progress().county();
        if (county == null || !county.leadAssignment().equals(envelope.assignmentId())) {
            return record.progress();
        }
        return switch (event) {
            case DepartmentEvent.Accepted _ -> record.progress().sharedBy(county.accepted(envelope.time()));
            case DepartmentEvent.CheckedIn in ->
                record.progress().sharedBy(county.arrived(new Progress.Arrival(envelope.time(), in.distanceMetres())));
            case DepartmentEvent.Completed completed ->
                record.progress()
                        .sharedBy(county.completed(envelope.time()))
                        .answered(new Progress.Answer(envelope.time(), completed.reply(), completed.photoIds()));
            default -> record.progress();
        };
    }

    private static Optional<Outcome<IntakeCase>> changed(IntakeCase record, CaseState next, Progress progress) {
        return next == record.state() && progress.equals(record.progress())
                ? Optional.empty()
                : Optional.of(Outcome.of(record.to(next, progress)));
    }

    private static boolean isLead(IntakeCase record, @Nullable UUID assignment) {
        Progress.CountyShare county = record.progress().county();
        return county != null && county.leadAssignment().equals(assignment);
    }

    private static Progress.CountyShare share(List<OfferedPart> parts, Instant at) {
        OfferedPart lead = parts.stream()
                .filter(part -> part.role() == PartRole.LEAD)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("lead: none (expected: one)"));
        return new Progress.CountyShare(
                lead.unit(),
                lead.assignmentId(),
                parts.stream().map(OfferedPart::unit).toList(),
                at,
                null,
                null,
                null);
    }
}
