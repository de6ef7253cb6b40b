package org.whistle.department.part;

import static org.whistle.kit.desk.FreeText.screened;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.PartState;
import org.whistle.events.code.RulingDecision;
import org.whistle.kit.desk.Emission;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.problem.RefusedException;

/** The units' state machine: pure. Commands of a unit, and what the command center's events make of the parts. */
final class PartMachine {

    /** A criterion that says so lets a unit close by informing the citizen 告知性办结. */
    private static final String INFORMING = "告知";

    private PartMachine() {}

    static Outcome<DepartmentCase> decide(Assignment assignment, PartCommand command) {
        return switch (command) {
            case PartCommand.Accept _ -> moved(assignment, PartState.HANDLING, new DepartmentEvent.Accepted());
            case PartCommand.RequestReturn asked ->
                moved(
                        assignment,
                        PartState.RETURN_REVIEW,
                        new DepartmentEvent.ReturnRequested(
                                asked.reasonCode(), screened(asked.note()), asked.proposedUnit()));
            case PartCommand.Complete complete -> complete(assignment, complete);
        };
    }

    /** Applies an event to a case already here; empty where it changes no part. */
    static Optional<Outcome<DepartmentCase>> apply(DepartmentCase record, Envelope envelope) {
        if (!(envelope.data() instanceof CaseEvent event) || envelope.round() < record.round()) {
            return Optional.empty();
        }
        DepartmentCase next = switch (event) {
            case DispatchEvent.Dispatched it -> dispatched(record, envelope, it.facts(), it.ticket(), it.parts());
            case DispatchEvent.Designated it -> dispatched(record, envelope, it.facts(), it.ticket(), it.parts());
            case DispatchEvent.AssistantAdded added ->
                dispatched(record, envelope, record.facts(), record.ticket(), List.of(added.part()));
            case DispatchEvent.ReturnApproved approved ->
                approved.lead() ? allEnded(record) : oneEnded(record, envelope.assignmentId());
            case DispatchEvent.ReturnRefused _ -> record.onePart(envelope.assignmentId(), UnitPart::offeredAgain);
            case DispatchEvent.Recalled recalled ->
                recalled.whole() ? allEnded(record) : oneEnded(record, envelope.assignmentId());
            case DispatchEvent.ReworkOrdered rework ->
                record.eachPart(
                        part -> rework.parts().contains(part.assignmentId()) ? part.reworked(rework.attempt()) : part);
            case DispatchEvent.Ruled ruled -> ruled.decision() == RulingDecision.REWORK ? record : allEnded(record);
            case DispatchEvent.TicketRejected _,
                    DispatchEvent.ForceClosed _,
                    IntakeEvent.Closed _,
                    IntakeEvent.Reopened _ -> allEnded(record);
            default -> record;
        };
        return next.equals(record) ? Optional.empty() : Optional.of(Outcome.of(next));
    }

    /** The first dispatch of a case brings it here; empty for any other event. */
    static Optional<DepartmentCase> first(Envelope envelope) {
        return switch (envelope.data()) {
            case DispatchEvent.Dispatched it -> Optional.of(first(envelope, it.facts(), it.ticket(), it.parts()));
            case DispatchEvent.Designated it -> Optional.of(first(envelope, it.facts(), it.ticket(), it.parts()));
            default -> Optional.empty();
        };
    }

    private static DepartmentCase first(Envelope envelope, CaseFacts facts, Ticket ticket, List<OfferedPart> parts) {
        return new DepartmentCase(envelope.caseId(), envelope.round(), facts, ticket, offered(parts, envelope));
    }

    private static DepartmentCase dispatched(
            DepartmentCase record, Envelope envelope, CaseFacts facts, Ticket ticket, List<OfferedPart> parts) {
        return record.dispatchedAgain(envelope.round(), facts, ticket, offered(parts, envelope));
    }

    private static List<UnitPart> offered(List<OfferedPart> parts, Envelope envelope) {
        return parts.stream()
                .map(part -> UnitPart.offered(part, envelope.time()))
                .toList();
    }

    private static Outcome<DepartmentCase> complete(Assignment assignment, PartCommand.Complete complete) {
        boolean informed = Boolean.TRUE.equals(complete.informed());
        if (informed && !informingAllowed(assignment.record().ticket())) {
            throw RefusedException.field("/informed", "INFORMED_NOT_ALLOWED");
        }
        if (!informed && !Boolean.TRUE.equals(complete.criterionMet())) {
            throw RefusedException.field("/criterionMet", "CRITERION_NOT_MET");
        }
        return moved(
                assignment,
                PartState.DONE,
                new DepartmentEvent.Completed(
                        screened(complete.result()),
                        informed,
                        orEmpty(complete.photoIds()),
                        orEmpty(complete.documentIds())));
    }

    private static boolean informingAllowed(Ticket ticket) {
        return ticket.conditions().stream()
                .map(FiledCondition::closingCriterion)
                .anyMatch(text -> text.contains(INFORMING));
    }

    private static Outcome<DepartmentCase> moved(Assignment assignment, PartState state, DepartmentEvent event) {
        UnitPart part = assignment.part();
        return new Outcome<>(
                assignment.record().onePart(part.assignmentId(), one -> one.in(state)),
                List.of(Emission.of(event, part.assignmentId(), part.attempt())));
    }

    private static DepartmentCase allEnded(DepartmentCase record) {
        return record.eachPart(part -> part.in(PartState.ENDED));
    }

    private static DepartmentCase oneEnded(DepartmentCase record, @Nullable UUID assignmentId) {
        return record.onePart(assignmentId, part -> part.in(PartState.ENDED));
    }

    private static List<String> orEmpty(@Nullable List<String> tokens) {
        return tokens == null ? List.of() : tokens;
    }
}
