package org.whistle.department.part;

import static org.whistle.kit.text.FreeText.screened;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockBook;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.RefusedException;

/** The units' state machine: pure. Applies a unit's commands and the command center's events to the parts. */
final class PartMachine {

    /** A closing criterion with this word lets a unit complete by informing the citizen 告知性办结. */
    private static final String INFORMING = "告知";

    private PartMachine() {}

    /** The time of the decision, and position and distance from the case of a check-in. */
    record Context(
            Instant now, WorkCalendar calendar, @Nullable Arrival arrival, Supplier<UUID> ids) {}

    /** A check-in without its position: the distance and a salted hash. */
    record Arrival(int distanceMetres, String positionHash) {}

    static Outcome<DepartmentCase> decide(Assignment assignment, PartCommand command, Context context) {
        UnitPart part = assignment.part();
        return switch (command) {
            case PartCommand.Accept _ ->
                changed(assignment, part.accepted(context.now()), new DepartmentEvent.Accepted());
            case PartCommand.RequestReturn asked ->
                changed(
                        assignment,
                        part.in(PartState.RETURN_REVIEW),
                        new DepartmentEvent.ReturnRequested(
                                asked.reasonCode(),
                                screened(asked.note()),
                                asked.proposedUnit() == null ? null : screened(asked.proposedUnit())));
            case PartCommand.CheckIn _ -> {
                Arrival arrival = Objects.requireNonNull(context.arrival());
                yield changed(
                        assignment,
                        part.arrived(context.now()),
                        new DepartmentEvent.CheckedIn(arrival.distanceMetres(), arrival.positionHash()));
            }
            case PartCommand.AssignHandler given ->
                changed(
                        assignment,
                        part.givenTo(given.handler()),
                        new DepartmentEvent.HandlerAssigned(given.handler()));
            case PartCommand.Note note ->
                changed(
                        assignment,
                        part,
                        new DepartmentEvent.ProgressNoted(screened(note.note()), orEmpty(note.photoIds())));
            case PartCommand.RequestExtension asked -> Requests.extension(assignment, asked);
            case PartCommand.RequestSuspension asked -> Requests.suspension(assignment, asked, context);
            case PartCommand.CompleteStage stage -> completeStage(assignment, stage);
            case PartCommand.Complete complete -> complete(assignment, complete);
            case PartCommand.ReplySupervision reply ->
                about(
                        assignment.record(),
                        part,
                        new DeskEvent.SupervisionReplied(
                                assignment.supervision().orElseThrow(), screened(reply.note())));
            case PartCommand.Appeal appeal -> Requests.appeal(assignment, appeal, context);
        };
    }

    /** Applies an event to a case already here; empty where it changes no part. */
    static Optional<Outcome<DepartmentCase>> apply(DepartmentCase record, Envelope envelope, WorkCalendar calendar) {
        if (!(envelope.data() instanceof CaseEvent event) || envelope.round() < record.round()) {
            return Optional.empty();
        }
        UUID about = envelope.assignmentId();
        DepartmentCase next = switch (event) {
            case DispatchEvent.Dispatched it ->
                dispatched(record, envelope, it.facts(), it.ticket(), it.parts(), calendar);
            case DispatchEvent.Designated it ->
                dispatched(record, envelope, it.facts(), it.ticket(), it.parts(), calendar);
            case DispatchEvent.AssistantAdded added -> added(record, envelope, added, calendar);
            case DispatchEvent.ReturnApproved approved -> approved.lead() ? allEnded(record) : oneEnded(record, about);
            case DispatchEvent.ReturnRefused _ ->
                record.onePart(
                        about,
                        part -> part.state() == PartState.RETURN_REVIEW
                                ? part.offeredAgain().mayAppeal(envelope.id(), "RETURN_REFUSED")
                                : part);
            case DispatchEvent.Recalled recalled -> recalled.whole() ? allEnded(record) : oneEnded(record, about);
            case DispatchEvent.ExtensionGranted _ ->
                record.onePart(about, part -> waits(part, UnitPart.Pending.EXTENSION) ? part.extended() : part);
            case DispatchEvent.ExtensionRefused _ ->
                record.onePart(about, part -> waits(part, UnitPart.Pending.EXTENSION) ? part.asking(null) : part);
            case DispatchEvent.Suspended _ ->
                record.onePart(about, part -> waits(part, UnitPart.Pending.SUSPENSION) ? part.suspended() : part);
            case DispatchEvent.SuspensionRefused _ ->
                record.onePart(about, part -> waits(part, UnitPart.Pending.SUSPENSION) ? part.asking(null) : part);
            case DispatchEvent.Resumed _ ->
                record.onePart(about, part -> part.state() == PartState.SUSPENDED ? part.in(PartState.HANDLING) : part);
            case DispatchEvent.ReworkOrdered rework ->
                record.eachPart(part -> rework.parts().contains(part.assignmentId())
                        ? part.reworked(rework.attempt()).mayAppeal(envelope.id(), "REWORK")
                        : part);
            case DispatchEvent.Ruled ruled ->
                switch (ruled.decision()) {
                    case REWORK -> record;
                    case REDISPATCH -> allEnded(record);
                    case CLOSE -> closed(record, envelope, calendar);
                };
            case DispatchEvent.Superseded superseded -> superseded.endsItsPart() ? oneEnded(record, about) : record;
            case DispatchEvent.TicketRejected _, IntakeEvent.Reopened _ -> allEnded(record);
            case DispatchEvent.ForceClosed _, IntakeEvent.Closed _ -> closed(record, envelope, calendar);
            case IntakeEvent.SpotChecked checked -> checked.passed() ? record : allEnded(record);
            case IntakeEvent.Confirmed confirmed ->
                confirmed.rating() == null
                        ? record
                        : record.eachPart(part ->
                                part.state() == PartState.ENDED ? part : part.mayAppeal(envelope.id(), "RATING"));
            default -> record;
        };
        return next.equals(record) ? Optional.empty() : Optional.of(Outcome.of(next));
    }

    /** The first dispatch of a case brings it here; empty for any other event. */
    static Optional<DepartmentCase> first(Envelope envelope, WorkCalendar calendar) {
        return switch (envelope.data()) {
            case DispatchEvent.Dispatched it ->
                Optional.of(first(envelope, it.facts(), it.ticket(), it.parts(), calendar));
            case DispatchEvent.Designated it ->
                Optional.of(first(envelope, it.facts(), it.ticket(), it.parts(), calendar));
            default -> Optional.empty();
        };
    }

    private static DepartmentCase first(
            Envelope envelope, CaseFacts facts, Ticket ticket, List<OfferedPart> parts, WorkCalendar calendar) {
        return new DepartmentCase(
                envelope.caseId(),
                envelope.round(),
                facts,
                ticket,
                offered(parts, ticket, envelope, calendar),
                ClockBook.EMPTY);
    }

    private static DepartmentCase dispatched(
            DepartmentCase record,
            Envelope envelope,
            CaseFacts facts,
            Ticket ticket,
            List<OfferedPart> parts,
            WorkCalendar calendar) {
        return record.dispatchedAgain(envelope.round(), facts, ticket, offered(parts, ticket, envelope, calendar));
    }

    /** Too late where the lead has completed: the part ends here; dispatch publishes that. */
    private static DepartmentCase added(
            DepartmentCase record, Envelope envelope, DispatchEvent.AssistantAdded added, WorkCalendar calendar) {
        boolean late = record.parts().stream().anyMatch(part -> part.lead() && part.state() == PartState.DONE);
        List<UnitPart> parts = offered(List.of(added.part()), record.ticket(), envelope, calendar).stream()
                .map(part -> late ? part.in(PartState.ENDED) : part)
                .toList();
        return record.dispatchedAgain(envelope.round(), record.facts(), record.ticket(), parts);
    }

    private static List<UnitPart> offered(
            List<OfferedPart> parts, Ticket ticket, Envelope envelope, WorkCalendar calendar) {
        return parts.stream()
                .map(part -> UnitPart.offered(
                        part,
                        envelope.round(),
                        envelope.time(),
                        Requests.returnUntil(part, ticket, envelope, calendar)))
                .toList();
    }

    private static boolean waits(UnitPart part, UnitPart.Pending pending) {
        return part.state() == PartState.HANDLING && part.requests().pending() == pending;
    }

    private static DepartmentCase closed(DepartmentCase record, Envelope envelope, WorkCalendar calendar) {
        return allEnded(record).closed(Requests.appealUntil(envelope.time(), calendar));
    }

    private static Outcome<DepartmentCase> completeStage(Assignment assignment, PartCommand.CompleteStage stage) {
        boolean open = Stages.open(assignment).stream()
                .anyMatch(condition -> condition.conditionCode().equals(stage.conditionCode()));
        if (!open) {
            throw RefusedException.field("/conditionCode", "NOT_AN_OPEN_STAGE");
        }
        return changed(
                assignment,
                assignment.part().stageDone(stage.conditionCode()),
                new DepartmentEvent.StageCompleted(
                        stage.conditionCode(), screened(stage.result()), orEmpty(stage.photoIds())));
    }

    private static Outcome<DepartmentCase> complete(Assignment assignment, PartCommand.Complete complete) {
        boolean informed = Boolean.TRUE.equals(complete.informed());
        if (informed && !informingAllowed(assignment.record().ticket())) {
            throw RefusedException.field("/informed", "INFORMED_NOT_ALLOWED");
        }
        if (!informed && !Boolean.TRUE.equals(complete.criterionMet())) {
            throw RefusedException.field("/criterionMet", "CRITERION_NOT_MET");
        }
        boolean lapsed = assignment.part().requests().pending() != null;
        return changed(
                assignment,
                assignment.part().asking(null).in(PartState.DONE),
                new DepartmentEvent.Completed(
                        screened(complete.result()),
                        informed,
                        orEmpty(complete.photoIds()),
                        orEmpty(complete.documentIds()),
                        lapsed ? true : null,
                        complete.reply() == null ? null : screened(complete.reply())));
    }

    private static boolean informingAllowed(Ticket ticket) {
        return ticket.conditions().stream()
                .map(FiledCondition::closingCriterion)
                .anyMatch(text -> text.contains(INFORMING));
    }

    static Outcome<DepartmentCase> changed(Assignment assignment, UnitPart next, CaseEvent event) {
        return about(assignment.record().onePart(next.assignmentId(), _ -> next), next, event);
    }

    private static Outcome<DepartmentCase> about(DepartmentCase record, UnitPart part, CaseEvent event) {
        return new Outcome<>(record, List.of(PendingEvent.of(event, part.assignmentId(), part.attempt())));
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
