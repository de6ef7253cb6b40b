package org.whistle.dispatch.dispatching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Lifecycle;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;
import org.whistle.events.code.ReworkCause;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;

/**
 * The outcome of the other desks' decisions; pure. Each is applied, or superseded by a newer decision; dispatch decides
 * which (events.md, Races).
 */
final class FieldEventPolicy {

    private FieldEventPolicy() {}

    /** Applies an event to a case that was ticketed before; empty where it changes nothing here. */
    static Optional<Outcome<DispatchCase>> apply(DispatchCase record, Envelope envelope, Supplier<UUID> ids) {
        if (!(envelope.data() instanceof CaseEvent event)) {
            return Optional.empty();
        }
        return switch (event) {
            case IntakeEvent intake -> ofIntake(record, intake, envelope);
            case DepartmentEvent.AppealFiled filed -> Optional.of(Oversight.appealed(record, filed, envelope));
            case DepartmentEvent department -> Optional.of(ofDepartment(record, department, envelope));
            case DeskEvent desk -> envelope.round() == record.round() ? ofDesk(record, desk, ids) : Optional.empty();
            case DispatchEvent _ -> Optional.empty();
        };
    }

    private static Optional<Outcome<DispatchCase>> ofDesk(DispatchCase record, DeskEvent event, Supplier<UUID> ids) {
        return switch (event) {
            case DeskEvent.DeadlineMissed missed -> Oversight.missed(record, missed, ids);
            case DeskEvent.MissWithdrawn withdrawn -> Oversight.withdrawn(record, withdrawn);
            default -> Optional.empty();
        };
    }

    private static Optional<Outcome<DispatchCase>> ofIntake(DispatchCase record, IntakeEvent event, Envelope envelope) {
        if (event instanceof IntakeEvent.TicketFiled filed) {
            return Optional.of(
                    Outcome.of(record.ticketedAgain(envelope.round(), filed.facts(), filed.ticket(), envelope.time())));
        }
        if (reopens(event) && envelope.round() > record.round()) {
            return Optional.of(
                    Outcome.of(endedAll(record, envelope).inRound(envelope.round(), CaseState.STREET_PENDING)));
        }
        if (envelope.round() != record.round()) {
            return Optional.empty();
        }
        boolean intakeHolds = record.state().holder() != CaseState.Holder.DISPATCH;
        CaseState next = Lifecycle.after(record.state(), event, false);
        return switch (event) {
            case IntakeEvent.CheckFailed failed
            when intakeHolds && failed.level() == null ->
                Optional.of(
                        next == CaseState.RULING
                                ? Outcome.of(record.to(next))
                                : DispatchMachine.rework(
                                        record, ReworkCause.CHECK_FAILED, failed.assignmentIds(), failed.note()));
            case IntakeEvent.Vetoed vetoed
            when intakeHolds ->
                Optional.of(
                        next == CaseState.RULING
                                ? Outcome.of(record.to(next))
                                : DispatchMachine.rework(
                                        record, ReworkCause.VETOED, vetoed.assignmentIds(), vetoed.note()));
            case IntakeEvent.TakeBackRequested asked -> Optional.of(takenBack(record, asked, envelope));
            case IntakeEvent.Closed _
            when intakeHolds ->
                Optional.of(Outcome.of(endedAll(record, envelope).to(next)));
            default ->
                intakeHolds && next != record.state() ? Optional.of(Outcome.of(record.to(next))) : Optional.empty();
        };
    }

    private static boolean reopens(IntakeEvent event) {
        return event instanceof IntakeEvent.Reopened
                || (event instanceof IntakeEvent.SpotChecked checked && !checked.passed());
    }

    /** 撤哨: the street gets its ticket back, unless a unit has accepted by what dispatch has applied. */
    private static Outcome<DispatchCase> takenBack(
            DispatchCase record, IntakeEvent.TakeBackRequested asked, Envelope envelope) {
        boolean open = record.state() == CaseState.TICKETED
                || record.state() == CaseState.DISPATCHED
                || record.state() == CaseState.RETURN_REVIEW;
        boolean accepted = record.parts().stream().anyMatch(part -> part.held() && part.accepted());
        if (!open || accepted || record.standing().designated()) {
            return superseded(record, envelope, accepted ? "PART_ACCEPTED" : "MOVED_ON");
        }
        DispatchEvent rejected = new DispatchEvent.TicketRejected(asked.reasonCode(), asked.note());
        return Outcome.of(DispatchMachine.ended(record, rejected).to(CaseState.STREET_PENDING), rejected);
    }

    private static Outcome<DispatchCase> ofDepartment(DispatchCase record, DepartmentEvent event, Envelope envelope) {
        Optional<Part> known = record.part(envelope.assignmentId());
        Optional<String> newer = newerDecision(record, known, envelope);
        if (newer.isPresent()) {
            return superseded(record, envelope, newer.get());
        }
        Part part = known.orElseThrow();
        return switch (event) {
            case DepartmentEvent.Accepted _ ->
                Outcome.of(record.onePart(part.assignmentId(), Part::acceptedNow)
                        .to(Lifecycle.after(record.state(), event, part.lead())));
            case DepartmentEvent.ExtensionRequested asked ->
                Outcome.of(
                        record.onePart(part.assignmentId(), one -> one.asking(new Part.Request(asked.amount(), null))));
            case DepartmentEvent.SuspensionRequested asked ->
                Outcome.of(
                        record.onePart(part.assignmentId(), one -> one.asking(new Part.Request(null, asked.until()))));
            case DepartmentEvent.ReturnRequested _ -> moved(record, part, PartState.RETURN_REVIEW, event);
            case DepartmentEvent.Completed completed -> completed(record, part, completed);
            case DepartmentEvent.CheckedIn _,
                    DepartmentEvent.HandlerAssigned _,
                    DepartmentEvent.ProgressNoted _,
                    DepartmentEvent.StageCompleted _,
                    DepartmentEvent.AppealFiled _ -> Outcome.of(record);
        };
    }

    /** What the event met: an older round, an ended part, an older attempt; empty when it is current. */
    private static Optional<String> newerDecision(DispatchCase record, Optional<Part> part, Envelope envelope) {
        if (part.isEmpty() || envelope.round() != record.round()) {
            return Optional.of("ROUND_ENDED");
        }
        if (!part.get().held()) {
            return Optional.of("PART_ENDED");
        }
        Integer attempt = envelope.attempt();
        return attempt != null && attempt < part.get().attempt() ? Optional.of("OLDER_ATTEMPT") : Optional.empty();
    }

    private static Outcome<DispatchCase> superseded(DispatchCase record, Envelope envelope, String reason) {
        if (!envelope.byPerson()) {
            return Outcome.of(record);
        }
        String by = record.part(envelope.assignmentId())
                .flatMap(part -> Optional.ofNullable(part.endedBy()))
                .orElse(record.state().name());
        DispatchEvent event = new DispatchEvent.Superseded(envelope.id(), by, reason);
        PendingEvent pendingEvent = envelope.assignmentId() == null
                ? PendingEvent.of(event)
                : new PendingEvent(event, envelope.assignmentId(), envelope.attempt(), null);
        return new Outcome<>(record, List.of(pendingEvent));
    }

    private static Outcome<DispatchCase> moved(DispatchCase record, Part part, PartState state, DepartmentEvent event) {
        DispatchCase moved = record.onePart(part.assignmentId(), one -> one.in(state));
        return Outcome.of(moved.to(Lifecycle.after(record.state(), event, part.lead())));
    }

    /**
     * A completion ends an assistant's part; the lead's is accepted by rule, and intake holds the case again. It wins over
     * an answer to a request that the unit had not seen, and over a new assistant it did not know of.
     */
    private static Outcome<DispatchCase> completed(
            DispatchCase record, Part part, DepartmentEvent.Completed completed) {
        List<PendingEvent> events = new ArrayList<>();
        String type = EventTypes.nameOf(completed.getClass());
        Part.Reviews.Last late = completed.lapsesRequest() && part.request() == null
                ? part.reviews().last()
                : null;
        if (late != null) {
            events.add(PendingEvent.of(
                    new DispatchEvent.Superseded(late.event(), type, "COMPLETED_BEFORE"),
                    part.assignmentId(),
                    part.attempt()));
        }
        DispatchCase done = record.onePart(
                part.assignmentId(),
                one -> one.reviewed(
                        PartState.DONE,
                        late == null ? one.reviews().resumed() : one.reviews().withoutLast()));
        return part.lead() ? accepted(done, part, completed, events) : new Outcome<>(done, events);
    }

    private static Outcome<DispatchCase> accepted(
            DispatchCase record, Part lead, DepartmentEvent.Completed completed, List<PendingEvent> events) {
        DispatchCase done = record;
        String type = EventTypes.nameOf(completed.getClass());
        for (Part added : record.parts()) {
            UUID addition = added.offer().event();
            if (added.open() && addition != null) {
                done = done.onePart(added.assignmentId(), one -> one.ended(type));
                events.add(PendingEvent.of(
                        new DispatchEvent.Superseded(addition, type, DispatchEvent.Superseded.ASSISTANT_TOO_LATE),
                        added.assignmentId(),
                        added.attempt()));
            }
        }
        List<UUID> parts =
                done.parts().stream().filter(Part::held).map(Part::assignmentId).toList();
        List<String> evidence = new ArrayList<>(completed.photoIds());
        evidence.addAll(completed.documentIds());
        events.add(PendingEvent.of(
                new DispatchEvent.CompletionAccepted(
                        lead.unit(), completed.result(), completed.informed(), evidence, parts),
                lead.assignmentId(),
                lead.attempt()));
        return new Outcome<>(done.to(CaseState.CHECKING), events);
    }

    private static DispatchCase endedAll(DispatchCase record, Envelope envelope) {
        return record.eachPart(part -> part.ended(envelope.type()));
    }
}
