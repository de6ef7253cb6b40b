package org.whistle.dispatch.dispatching;

import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.FORCE_CLOSED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.STREET_PENDING;
import static org.whistle.events.code.CaseState.TICKETED;
import static org.whistle.kit.text.FreeText.screened;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.ReworkCause;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;

/**
 * The command center's state machine: pure but for the ids of new parts, which are handed in. The table has already allowed
 * the action; this computes its outcome. Events of other desks are {@link FieldEventPolicy}'.
 */
final class DispatchMachine {

    private DispatchMachine() {}

    /** Who decides when, on which reference data; {@code ids} names new parts, appeals and events. */
    record Context(Caller caller, Reference reference, Instant now, Supplier<UUID> ids) {

        /** For what no person decides. */
        static Context byRule(Reference reference, Instant now, Supplier<UUID> ids) {
            return new Context(new Caller(Envelope.SYSTEM, List.of(), null), reference, now, ids);
        }

        private boolean byRule() {
            return caller.account().equals(Envelope.SYSTEM);
        }
    }

    static Outcome<DispatchCase> decide(DispatchCase record, DispatchCommand command, Context context) {
        return switch (command) {
            case DispatchCommand.FileCase _ ->
                Outcome.of(record.standing(RoundStatus::asFiled), new DispatchEvent.Filed());
            case DispatchCommand.Reject reject ->
                Outcome.of(
                        record.to(STREET_PENDING),
                        new DispatchEvent.TicketRejected(reject.reasonCode(), screened(reject.note())));
            case DispatchCommand.Dispatch dispatch -> {
                List<Part> parts = offer(record, dispatch.lead(), dispatch.assisting(), context);
                yield offered(
                        record.standing(RoundStatus::asFiled),
                        parts,
                        record.standing().filed(),
                        new DispatchEvent.Dispatched(
                                record.facts(),
                                record.ticket(),
                                Offers.onTheWire(record, parts, context, true),
                                screenedOrNull(dispatch.note()),
                                context.byRule() ? true : null));
            }
            case DispatchCommand.Designate designate -> {
                List<Part> parts = offer(record, designate.lead(), designate.assisting(), context);
                yield offered(
                        record.standing(RoundStatus::asDesignated),
                        parts,
                        record.standing().filed(),
                        new DispatchEvent.Designated(
                                record.facts(),
                                record.ticket(),
                                Offers.onTheWire(record, parts, context, false),
                                screened(designate.note())));
            }
            case DispatchCommand.AddAssisting add -> addAssisting(record, add, context);
            case DispatchCommand.ReviewReturn review -> RequestReviews.ofReturn(record, review, context);
            case DispatchCommand.ReviewExtension review -> RequestReviews.ofExtension(record, review, context);
            case DispatchCommand.ReviewSuspension review -> RequestReviews.ofSuspension(record, review, context);
            case DispatchCommand.Resume resume -> RequestReviews.resumed(record, resume);
            case DispatchCommand.Recall recall -> recall(record, recall);
            case DispatchCommand.Rule rule -> rule(record, rule, context);
            case DispatchCommand.Urge urge -> Outcome.of(record, new DeskEvent.Urged(screened(urge.note())));
            case DispatchCommand.Supervise supervise -> Oversight.supervised(record, supervise, context);
            case DispatchCommand.ReplySupervision reply -> Oversight.replied(record, reply);
            case DispatchCommand.FindMisconduct found -> Oversight.misconduct(record, found);
            case DispatchCommand.ReviewAppeal review -> Oversight.reviewed(record, review, context);
            case DispatchCommand.DecideAppeal decide -> Oversight.decided(record, decide, context);
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
        List<String> units = new ArrayList<>(List.of(Offers.unit(record, "/lead", lead, context)));
        List<String> others = assisting == null ? List.of() : assisting;
        for (int i = 0; i < others.size(); i++) {
            String unit = Offers.unit(record, "/assisting/" + i, others.get(i), context);
            if (units.contains(unit)) {
                throw RefusedException.field("/assisting/" + i, "ALREADY_INVOLVED");
            }
            units.add(unit);
        }
        List<Part> parts = new ArrayList<>();
        for (String unit : units) {
            parts.add(Offers.part(record, unit, parts.isEmpty() ? PartRole.LEAD : PartRole.ASSISTING, null, context));
        }
        return parts;
    }

    /** A completion of the lead may still be on its way: it then wins, and names this event. */
    private static Outcome<DispatchCase> addAssisting(
            DispatchCase record, DispatchCommand.AddAssisting add, Context context) {
        String unit = Offers.unit(record, "/unit", add.unit(), context);
        if (record.parts().stream().anyMatch(part -> part.held() && part.unit().equals(unit))) {
            throw RefusedException.field("/unit", "ALREADY_INVOLVED");
        }
        UUID event = context.ids().get();
        Part part = Offers.part(record, unit, PartRole.ASSISTING, event, context);
        boolean returnable = !record.standing().designated();
        DispatchEvent added = new DispatchEvent.AssistantAdded(
                Offers.onTheWire(record, List.of(part), context, returnable).getFirst(), screenedOrNull(add.note()));
        List<PendingEvent> events = new ArrayList<>(List.of(
                PendingEvent.of(added, part.assignmentId(), part.attempt()).withId(event)));
        DutyRoster.offered(record, List.of(part)).forEach(events::add);
        return new Outcome<>(record.plusParts(List.of(part)), events);
    }

    private static Outcome<DispatchCase> offered(
            DispatchCase record, List<Part> parts, boolean filedBefore, DispatchEvent event) {
        List<PendingEvent> events = new ArrayList<>();
        if (!filedBefore) {
            events.add(PendingEvent.of(new DispatchEvent.Filed()));
        }
        events.add(PendingEvent.of(event));
        DutyRoster.offered(record, parts).forEach(events::add);
        return new Outcome<>(record.plusParts(parts).to(DISPATCHED), events);
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

    private static Outcome<DispatchCase> rule(DispatchCase record, DispatchCommand.Rule rule, Context context) {
        DispatchEvent ruled = new DispatchEvent.Ruled(rule.decision(), screened(rule.note()));
        return switch (rule.decision()) {
            case REWORK -> {
                Outcome<DispatchCase> rework = rework(
                        record.standing(
                                standing -> standing.ruled(context.caller().account())),
                        ReworkCause.RULED,
                        List.of(),
                        screened(rule.note()));
                List<PendingEvent> events = new ArrayList<>(List.of(PendingEvent.of(ruled)));
                events.addAll(rework.events());
                yield new Outcome<>(rework.next(), events);
            }
            case REDISPATCH -> Outcome.of(ended(record, ruled).to(TICKETED), ruled);
            case CLOSE -> Outcome.of(ended(record, ruled).to(CLOSED), ruled);
        };
    }

    static DispatchCase ended(DispatchCase record, DispatchEvent by) {
        return record.eachPart(part -> part.ended(typeOf(by)));
    }

    static Outcome<DispatchCase> about(Part part, DispatchCase next, DispatchEvent event) {
        return new Outcome<>(next, List.of(PendingEvent.of(event, part.assignmentId(), part.attempt())));
    }

    static String typeOf(DispatchEvent event) {
        return EventTypes.nameOf(event.getClass());
    }

    static @Nullable String screenedOrNull(@Nullable String text) {
        return text == null ? null : screened(text);
    }
}
