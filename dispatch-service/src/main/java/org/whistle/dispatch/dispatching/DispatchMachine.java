package org.whistle.dispatch.dispatching;

import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.FORCE_CLOSED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.STREET_PENDING;
import static org.whistle.events.code.CaseState.TICKETED;
import static org.whistle.kit.desk.FreeText.screened;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whistle.events.DispatchEvent;
import org.whistle.events.EventTypes;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.PartState;
import org.whistle.events.code.ReworkCause;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Emission;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;

/**
 * The command center's state machine: pure but for the ids of new parts, which are handed in. The table has already said
 * that the action is allowed here and now; this says what becomes of it. Events of other desks are {@link FieldEvents}'.
 */
final class DispatchMachine {

    private DispatchMachine() {}

    /** Who decides on which reference data; {@code ids} names new parts. */
    record Context(Caller caller, Reference reference, Supplier<UUID> ids) {}

    static Outcome<DispatchCase> decide(DispatchCase record, DispatchCommand command, Context context) {
        return switch (command) {
            case DispatchCommand.FileCase _ -> Outcome.of(record.asFiled(), new DispatchEvent.Filed());
            case DispatchCommand.Reject reject ->
                Outcome.of(
                        record.to(STREET_PENDING),
                        new DispatchEvent.TicketRejected(reject.reasonCode(), screened(reject.note())));
            case DispatchCommand.Dispatch dispatch -> {
                List<Part> parts = offer(record, dispatch.lead(), dispatch.assisting(), context);
                yield offered(
                        record.asFiled(),
                        parts,
                        record.filed(),
                        new DispatchEvent.Dispatched(
                                record.facts(),
                                record.ticket(),
                                onTheWire(parts, context, true),
                                screenedOrNull(dispatch.note())));
            }
            case DispatchCommand.Designate designate -> {
                List<Part> parts = offer(record, designate.lead(), designate.assisting(), context);
                yield offered(
                        record.asDesignated(),
                        parts,
                        record.filed(),
                        new DispatchEvent.Designated(
                                record.facts(),
                                record.ticket(),
                                onTheWire(parts, context, false),
                                screened(designate.note())));
            }
            case DispatchCommand.ReviewReturn review -> review(record, review, context);
            case DispatchCommand.Recall recall -> recall(record, recall);
            case DispatchCommand.Rule rule -> rule(record, rule);
            case DispatchCommand.ForceClose close -> {
                DispatchEvent closed = new DispatchEvent.ForceClosed(close.reasonCode(), screened(close.note()));
                yield Outcome.of(ended(record, closed).to(FORCE_CLOSED), closed);
            }
        };
    }

    /** These parts of the case go on with their next attempt: the lead's always, and the assisting ones named. */
    static Outcome<DispatchCase> rework(DispatchCase record, ReworkCause cause, List<UUID> named, String note) {
        Part lead = record.lead()
                .orElseThrow(() -> new IllegalStateException("lead of " + record.caseId() + ": none (expected: one)"));
        List<UUID> parts = record.parts().stream()
                .filter(part -> part.held() && (part.lead() || named.contains(part.assignmentId())))
                .map(Part::assignmentId)
                .toList();
        int attempt = lead.attempt() + 1;
        return Outcome.of(
                record.eachPart(part -> parts.contains(part.assignmentId()) ? part.reworked(attempt) : part)
                        .to(HANDLING),
                new DispatchEvent.ReworkOrdered(cause, parts, attempt, note));
    }

    private static List<Part> offer(
            DispatchCase record, String lead, @Nullable List<String> assisting, Context context) {
        List<String> units = new ArrayList<>(List.of(unit(record, "/lead", lead, context)));
        List<String> others = assisting == null ? List.of() : assisting;
        for (int i = 0; i < others.size(); i++) {
            String unit = unit(record, "/assisting/" + i, others.get(i), context);
            if (units.contains(unit)) {
                throw RefusedException.field("/assisting/" + i, "ALREADY_INVOLVED");
            }
            units.add(unit);
        }
        List<Part> parts = new ArrayList<>();
        for (String unit : units) {
            parts.add(Part.offered(
                    context.ids().get(),
                    unit,
                    parts.isEmpty()
                            ? org.whistle.events.code.PartRole.LEAD
                            : org.whistle.events.code.PartRole.ASSISTING,
                    context.caller().account()));
        }
        return parts;
    }

    private static String unit(DispatchCase record, String pointer, String code, Context context) {
        String unit = context.reference().resolveUnit(code, record.gridCode());
        if (!context.reference().units().containsKey(unit)) {
            throw RefusedException.field(pointer, "UNKNOWN_UNIT");
        }
        if (record.returnedUnits().contains(unit) && record.approvedReturns() < DispatchTable.RETURNS_TO_DESIGNATION) {
            throw RefusedException.field(pointer, "UNIT_RETURNED");
        }
        return unit;
    }

    private static Outcome<DispatchCase> offered(
            DispatchCase record, List<Part> parts, boolean filedBefore, DispatchEvent event) {
        List<Emission> events = new ArrayList<>();
        if (!filedBefore) {
            events.add(Emission.of(new DispatchEvent.Filed()));
        }
        events.add(Emission.of(event));
        return new Outcome<>(record.plusParts(parts).to(DISPATCHED), events);
    }

    private static List<OfferedPart> onTheWire(List<Part> parts, Context context, boolean returnAllowed) {
        String calendar = context.reference().county().calendarVersion();
        return parts.stream()
                .map(part -> new OfferedPart(
                        part.assignmentId(),
                        part.unit(),
                        part.role(),
                        calendar,
                        returnAllowed,
                        java.time.Duration.ZERO,
                        0,
                        null))
                .toList();
    }

    private static Outcome<DispatchCase> review(
            DispatchCase record, DispatchCommand.ReviewReturn review, Context context) {
        Part part = record.part(review.assignmentId())
                .filter(found -> found.state() == PartState.RETURN_REVIEW)
                .orElseThrow(() -> RefusedException.field("/assignmentId", "UNKNOWN_PART"));
        if (part.offeredBy().equals(context.caller().account())) {
            throw new RefusedException(new Refusal.Forbidden("OWN_DECISION"));
        }
        UUID id = part.assignmentId();
        String note = screened(review.note());
        if (!review.approve()) {
            DispatchCase kept = record.onePart(id, Part::offeredAgain);
            return about(
                    part, part.lead() ? kept.to(DISPATCHED) : kept, new DispatchEvent.ReturnRefused(part.lead(), note));
        }
        DispatchEvent approved = new DispatchEvent.ReturnApproved(part.lead(), note);
        DispatchCase returned = record.returnedBy(part.unit(), part.lead());
        return part.lead()
                ? about(part, ended(returned, approved).to(TICKETED), approved)
                : about(part, returned.onePart(id, one -> one.ended(typeOf(approved))), approved);
    }

    private static Outcome<DispatchCase> recall(DispatchCase record, DispatchCommand.Recall recall) {
        boolean whole = recall.assignmentId() == null;
        DispatchEvent recalled = new DispatchEvent.Recalled(whole, recall.reasonCode(), screened(recall.note()));
        if (whole) {
            return Outcome.of(ended(record, recalled).to(TICKETED), recalled);
        }
        Part part = record.part(recall.assignmentId())
                .filter(Part::held)
                .orElseThrow(() -> RefusedException.field("/assignmentId", "UNKNOWN_PART"));
        if (part.lead()) {
            throw RefusedException.field("/assignmentId", "NOT_AN_ASSISTING_PART");
        }
        return about(part, record.onePart(part.assignmentId(), one -> one.ended(typeOf(recalled))), recalled);
    }

    private static Outcome<DispatchCase> rule(DispatchCase record, DispatchCommand.Rule rule) {
        DispatchEvent ruled = new DispatchEvent.Ruled(rule.decision(), screened(rule.note()));
        return switch (rule.decision()) {
            case REWORK -> {
                Outcome<DispatchCase> rework = rework(record, ReworkCause.RULED, List.of(), screened(rule.note()));
                List<Emission> events = new ArrayList<>(List.of(Emission.of(ruled)));
                events.addAll(rework.events());
                yield new Outcome<>(rework.next(), events);
            }
            case REDISPATCH -> Outcome.of(ended(record, ruled).to(TICKETED), ruled);
            case CLOSE -> Outcome.of(ended(record, ruled).to(CLOSED), ruled);
        };
    }

    private static DispatchCase ended(DispatchCase record, DispatchEvent by) {
        return record.eachPart(part -> part.ended(typeOf(by)));
    }

    private static Outcome<DispatchCase> about(Part part, DispatchCase next, DispatchEvent event) {
        return new Outcome<>(next, List.of(Emission.of(event, part.assignmentId(), part.attempt())));
    }

    private static String typeOf(DispatchEvent event) {
        return EventTypes.nameOf(event.getClass());
    }

    private static @Nullable String screenedOrNull(@Nullable String text) {
        return text == null ? null : screened(text);
    }
}
