package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.dispatch.dispatching.NoticeWatcher.To;
import org.whistle.dispatch.dispatching.Notices.Kind;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.Reference;

/** Who is notified of a step of a case because their desk or role has to act on it; pure. */
final class NoticeSteps {

    private NoticeSteps() {}

    /**
     * One notification: the step and its recipient.
     *
     * @param detail a code, shown after the step
     * @param due by when something has to be done
     */
    record Step(
            Kind kind,
            To to,
            @Nullable String detail,
            @Nullable Due due) {}

    /** A deadline, and whether its clock counts minutes or hours that run without a break. */
    record Due(Instant at, boolean continuous) {}

    /** Of an event of the command center's own; {@code record} is the case after it. */
    static Stream<Step> own(DispatchCase record, Envelope envelope) {
        return switch (envelope.data()) {
            case DispatchEvent.Dispatched dispatched -> offered(record, dispatched.parts());
            case DispatchEvent.Designated designated -> offered(record, designated.parts());
            case DispatchEvent.AssistantAdded added -> offered(record, List.of(added.part()));
            case DispatchEvent.ReworkOrdered rework ->
                rework.parts().stream()
                        .flatMap(id ->
                                toUnit(record, id, Kind.REWORK, rework.cause().name(), ClockKind.REWORK));
            case DispatchEvent.Recalled _ -> ended(record, envelope, "RECALLED");
            case DispatchEvent.ForceClosed _ -> ended(record, envelope, "FORCE_CLOSED");
            case DispatchEvent.ReturnApproved _ -> returned(record, envelope);
            case DispatchEvent.ReturnRefused _ -> decided(record, envelope, "RETURN_REFUSED");
            case DispatchEvent.ExtensionGranted _ -> decided(record, envelope, "EXTENSION_GRANTED");
            case DispatchEvent.ExtensionRefused _ -> decided(record, envelope, "EXTENSION_REFUSED");
            case DispatchEvent.Suspended _ -> decided(record, envelope, "SUSPENDED");
            case DispatchEvent.SuspensionRefused _ -> decided(record, envelope, "SUSPENSION_REFUSED");
            case DispatchEvent.TicketRejected _ ->
                Stream.concat(
                        Stream.of(new Step(Kind.TICKET_REJECTED, To.role(Role.STREET), null, null)),
                        ended(record, envelope, "RECALLED"));
            case DispatchEvent.AppealReviewed _ ->
                Stream.of(new Step(Kind.APPEAL_OPEN, To.role(Role.COMMAND_LEADER), null, null));
            case DispatchEvent.AppealDecided decided -> appealDecided(record, decided);
            default -> ofClocks(record, envelope.data());
        };
    }

    /** Of another desk's event; {@code before} is the case as it was, {@code after} as it is where that changed. */
    static Stream<Step> heard(DispatchCase before, Optional<DispatchCase> after, Envelope envelope) {
        DispatchCase now = after.orElse(before);
        return switch (envelope.data()) {
            // an emergency rings the command center's duty phone instead
            case IntakeEvent.TicketFiled filed when filed.ticket().urgent() -> Stream.of();
            case IntakeEvent.TicketFiled _ ->
                Stream.of(new Step(
                        Kind.TICKETED, To.role(Role.DISPATCHER), null, deadline(now, ClockKind.DISPATCH, null)));
            case IntakeEvent.CheckPassed _ when moved(before, now, CaseState.CONFIRMING) -> Stream.of(confirming(now));
            case IntakeEvent.CheckFailed _ when moved(before, now, CaseState.RULING) -> Stream.of(ruling());
            case IntakeEvent.Vetoed _ when moved(before, now, CaseState.RULING) -> Stream.of(ruling());
            case IntakeEvent.Reopened _ when after.isPresent() -> reopened(before);
            case IntakeEvent.SpotChecked checked when after.isPresent() && !checked.passed() -> reopened(before);
            case DepartmentEvent.ReturnRequested _ ->
                asked(Role.DISPATCHER, "RETURN", deadline(now, ClockKind.RETURN_REVIEW, envelope.assignmentId()));
            case DepartmentEvent.ExtensionRequested _ ->
                asked(Role.DISPATCHER, "EXTENSION", deadline(now, ClockKind.EXTENSION_REVIEW, envelope.assignmentId()));
            case DepartmentEvent.SuspensionRequested _ ->
                asked(
                        Role.COMMAND_LEADER,
                        "SUSPENSION",
                        deadline(now, ClockKind.SUSPENSION_REVIEW, envelope.assignmentId()));
            case DepartmentEvent.AppealFiled _ ->
                Stream.of(new Step(Kind.APPEAL_OPEN, To.role(Role.DISPATCHER), null, null));
            default -> ofClocks(before, envelope.data());
        };
    }

    private static Stream<Step> ofClocks(DispatchCase record, EventPayload event) {
        return switch (event) {
            case DeskEvent.DeadlineWarned warned ->
                onClock(record, warned.clockId(), Kind.DEADLINE_WARNED, warned.deadline());
            case DeskEvent.DeadlineMissed missed ->
                onClock(record, missed.clockId(), Kind.DEADLINE_MISSED, missed.deadline());
            default -> Stream.of();
        };
    }

    private static Stream<Step> onClock(DispatchCase record, UUID clockId, Kind kind, Instant deadline) {
        return record.clocks().clock(clockId).stream()
                .flatMap(clock -> holders(record, clock)
                        .map(to -> new Step(kind, to, clock.kind().name(), due(clock, deadline))));
    }

    /** The recipients who can still stop the clock. */
    private static Stream<To> holders(DispatchCase record, Clock clock) {
        return switch (clock.kind()) {
            case ACCEPT, CHECK_IN, HANDLING, REWORK ->
                record.part(clock.assignmentId()).map(Part::unit).map(To::unit).stream();
            case SUPERVISION_REPLY ->
                record.part(clock.assignmentId())
                        .map(part -> Stream.of(To.unit(part.unit())))
                        .orElseGet(() -> roles(
                                record.state().holder() == CaseState.Holder.DISPATCH ? Role.DISPATCHER : Role.STREET));
            case DISPATCH, RETURN_REVIEW, EXTENSION_REVIEW, APPEAL -> roles(Role.DISPATCHER);
            case SUSPENSION_REVIEW, RULING -> roles(Role.COMMAND_LEADER);
            case COMMUNITY_TRIAGE, VERIFICATION, CHECK, CALL_BACK -> roles(Role.COMMUNITY);
            case STREET_TRIAGE, CONFIRMATION, SELF_HANDLING -> roles(Role.STREET);
            case ENDORSEMENT, CONFIRMATION_LEADER -> roles(Role.STREET_LEADER);
        };
    }

    private static Stream<To> roles(Role... roles) {
        return Arrays.stream(roles).map(To::role);
    }

    private static Stream<Step> offered(DispatchCase record, List<OfferedPart> parts) {
        return parts.stream()
                .flatMap(part -> toUnit(record, part.assignmentId(), Kind.OFFERED, null, ClockKind.ACCEPT));
    }

    private static Stream<Step> toUnit(
            DispatchCase record, UUID part, Kind kind, @Nullable String detail, ClockKind clock) {
        return record.part(part).stream()
                .map(one -> new Step(kind, To.unit(one.unit()), detail, deadline(record, clock, part)));
    }

    private static Stream<Step> decided(DispatchCase record, Envelope envelope, String decision) {
        return record.part(envelope.assignmentId()).stream()
                .map(part -> new Step(
                        Kind.ANSWERED,
                        To.unit(part.unit()),
                        decision,
                        deadline(record, ClockKind.HANDLING, part.assignmentId())));
    }

    /** The unit that asked gets the answer; the units of other parts that ended are notified of that. */
    private static Stream<Step> returned(DispatchCase record, Envelope envelope) {
        Stream<Step> others = ended(record, envelope, "RECALLED")
                .filter(step -> record.part(envelope.assignmentId())
                        .filter(asking -> asking.unit().equals(step.to().unit()))
                        .isEmpty());
        return Stream.concat(decided(record, envelope, "RETURN_APPROVED"), others);
    }

    /** The units whose parts ended with the event: the parts whose clocks it stopped and that are not held any more. */
    private static Stream<Step> ended(DispatchCase record, Envelope envelope, String how) {
        return envelope.clocks().stream()
                .filter(change -> change.change() == ClockChangeKind.STOPPED)
                .map(ClockChange::assignmentId)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(part -> record.part(part).stream())
                .filter(part -> !part.held())
                .map(part -> new Step(Kind.PART_ENDED, To.unit(part.unit()), how, null));
    }

    private static Stream<Step> appealDecided(DispatchCase record, DispatchEvent.AppealDecided decided) {
        return record.standing().appeals().stream()
                .filter(appeal -> appeal.appealId().equals(decided.appealId()))
                .map(appeal -> new Step(
                        Kind.APPEAL_DECIDED,
                        To.unit(appeal.unit()),
                        decided.uphold() ? "APPEAL_UPHELD" : "APPEAL_REJECTED",
                        null));
    }

    /** Where the lead is the street's own unit, a dispatcher confirms (domain.md, Transitions). */
    private static Step confirming(DispatchCase record) {
        boolean streetsOwn = record.lead()
                .filter(lead -> lead.unit().startsWith(Reference.STREET_UNIT_PREFIX))
                .isPresent();
        return new Step(Kind.CONFIRMING, To.role(streetsOwn ? Role.DISPATCHER : Role.STREET), null, null);
    }

    private static Step ruling() {
        return new Step(Kind.RULING, To.role(Role.COMMAND_LEADER), null, null);
    }

    private static Stream<Step> reopened(DispatchCase before) {
        Stream<To> units = before.parts().stream()
                .filter(part -> part.round() == before.round() && part.accepted())
                .map(Part::unit)
                .distinct()
                .map(To::unit);
        return Stream.concat(roles(Role.STREET), units).map(to -> new Step(Kind.REOPENED, to, null, null));
    }

    private static Stream<Step> asked(Role answering, String what, @Nullable Due due) {
        return Stream.of(new Step(Kind.REQUESTED, To.role(answering), what, due));
    }

    private static boolean moved(DispatchCase before, DispatchCase after, CaseState to) {
        return before.state() != to && after.state() == to;
    }

    private static @Nullable Due deadline(DispatchCase record, ClockKind kind, @Nullable UUID part) {
        Stream<Clock> open =
                part == null ? record.clocks().open(kind) : record.clocks().open(kind, part);
        return open.flatMap(clock -> Stream.ofNullable(clock.deadline()).map(at -> due(clock, at)))
                .findFirst()
                .orElse(null);
    }

    private static Due due(Clock clock, Instant at) {
        return new Due(at, clock.limit().unit().continuous());
    }
}
