package org.whistle.dispatch.dispatching;

import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.SUSPENDED;
import static org.whistle.events.code.CaseState.TICKETED;
import static org.whistle.kit.text.FreeText.screened;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Limit;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** What the command center decides about a unit's requests: return, extension, suspension; pure. */
final class RequestReviews {

    /** So many extensions of a part are granted at most; refusals are free. */
    static final int EXTENSIONS = 2;

    /** So many suspensions of a part are granted at most. */
    static final int SUSPENSIONS = 2;

    private RequestReviews() {}

    static Outcome<DispatchCase> ofReturn(
            DispatchCase record, DispatchCommand.ReviewReturn review, DispatchMachine.Context context) {
        Part part = waiting(record, review.assignmentId(), one -> one.state() == PartState.RETURN_REVIEW);
        String account = context.caller().account();
        if (part.offer().by().equals(account)) {
            throw new RefusedException(new Refusal.Forbidden("OWN_DECISION"));
        }
        UUID id = part.assignmentId();
        String note = screened(review.note());
        if (!review.approve()) {
            DispatchCase kept = record.onePart(id, one -> one.offeredAgain(account));
            return DispatchMachine.about(
                    part, part.lead() ? kept.to(DISPATCHED) : kept, new DispatchEvent.ReturnRefused(part.lead(), note));
        }
        DispatchEvent approved = new DispatchEvent.ReturnApproved(part.lead(), note);
        DispatchCase returned = record.standing(standing -> standing.returnedBy(part.unit(), part.lead()));
        return part.lead()
                ? DispatchMachine.about(
                        part, DispatchMachine.ended(returned, approved).to(TICKETED), approved)
                : DispatchMachine.about(
                        part, returned.onePart(id, one -> one.ended(DispatchMachine.typeOf(approved))), approved);
    }

    static Outcome<DispatchCase> ofExtension(
            DispatchCase record, DispatchCommand.ReviewExtension review, DispatchMachine.Context context) {
        Part part = waiting(record, review.assignmentId(), one -> asked(one) != null);
        UUID event = context.ids().get();
        String note = screened(review.note());
        if (!review.approve()) {
            return decided(
                    record,
                    part,
                    part.reviewed(
                            part.state(),
                            part.reviews().refused(event, context.caller().account())),
                    new DispatchEvent.ExtensionRefused(note),
                    event);
        }
        if (part.reviews().extensions() >= EXTENSIONS) {
            throw RefusedException.field("/approve", "TOO_MANY_EXTENSIONS");
        }
        Limit amount = amount(record, part, review.amount());
        return decided(
                record,
                part,
                part.reviewed(part.state(), part.reviews().extended(event)),
                new DispatchEvent.ExtensionGranted(amount, note),
                event);
    }

    static Outcome<DispatchCase> ofSuspension(
            DispatchCase record, DispatchCommand.ReviewSuspension review, DispatchMachine.Context context) {
        Part part = waiting(record, review.assignmentId(), one -> until(one) != null);
        UUID event = context.ids().get();
        String note = screened(review.note());
        if (!review.approve()) {
            return decided(
                    record,
                    part,
                    part.reviewed(
                            part.state(),
                            part.reviews().refused(event, context.caller().account())),
                    new DispatchEvent.SuspensionRefused(note),
                    event);
        }
        if (part.reviews().suspensions() >= SUSPENSIONS) {
            throw RefusedException.field("/approve", "TOO_MANY_SUSPENSIONS");
        }
        Instant until = review.until() == null ? Objects.requireNonNull(until(part)) : review.until();
        ZoneId zone = context.reference().county().zone();
        if (!until.isAfter(context.now())
                || until.isAfter(context.now().atZone(zone).plusYears(1).toInstant())) {
            throw RefusedException.field("/until", "OUTSIDE_A_YEAR");
        }
        DispatchCase next = part.lead() ? record.to(SUSPENDED) : record;
        return decided(
                next,
                part,
                part.reviewed(PartState.SUSPENDED, part.reviews().suspended(event, until)),
                new DispatchEvent.Suspended(until, note),
                event);
    }

    static Outcome<DispatchCase> resumed(DispatchCase record, DispatchCommand.Resume resume) {
        Part part = waiting(record, resume.assignmentId(), one -> one.state() == PartState.SUSPENDED);
        return resumed(record, part, false, screened(resume.note()));
    }

    /** By its date, or earlier by the command leader. */
    static Outcome<DispatchCase> resumed(DispatchCase record, Part part, boolean byRule, @Nullable String note) {
        DispatchCase next = record.onePart(
                part.assignmentId(),
                one -> one.reviewed(PartState.HANDLING, one.reviews().resumed()));
        CaseState state = part.lead() && record.state() == SUSPENDED ? HANDLING : record.state();
        return DispatchMachine.about(part, next.to(state), new DispatchEvent.Resumed(byRule, note));
    }

    private static Outcome<DispatchCase> decided(
            DispatchCase record, Part before, Part after, DispatchEvent event, UUID id) {
        return new Outcome<>(
                record.onePart(before.assignmentId(), _ -> after),
                List.of(PendingEvent.of(event, before.assignmentId(), before.attempt())
                        .withId(id)));
    }

    /** In the unit of the clock it extends, and at most its limit. */
    private static Limit amount(DispatchCase record, Part part, @Nullable Integer given) {
        Limit wanted = Objects.requireNonNull(asked(part));
        Limit limit = record.clocks()
                .open()
                .filter(clock -> clock.of(part.assignmentId()))
                .filter(clock -> clock.kind() == ClockKind.HANDLING || clock.kind() == ClockKind.REWORK)
                .map(Clock::limit)
                .filter(one -> one.unit() == wanted.unit())
                .max(Comparator.comparingInt(Limit::amount))
                .orElse(wanted);
        int amount = given == null ? wanted.amount() : given;
        if (amount > limit.amount()) {
            throw RefusedException.field("/amount", "OVER_THE_LIMIT");
        }
        return new Limit(amount, limit.unit());
    }

    private static @Nullable Limit asked(Part part) {
        return part.request() == null ? null : part.request().extension();
    }

    private static @Nullable Instant until(Part part) {
        return part.request() == null ? null : part.request().until();
    }

    private static Part waiting(DispatchCase record, UUID assignmentId, Predicate<Part> which) {
        return record.part(assignmentId)
                .filter(which)
                .orElseThrow(() -> RefusedException.field("/assignmentId", "UNKNOWN_PART"));
    }
}
