package org.whistle.clock;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.Source;

/**
 * The clock table (domain.md, Clocks): what an event does to the clocks of its case. The producer applies it once, in the
 * deciding transaction, and the event carries the result. Pure.
 */
public final class ClockRules {

    private static final Set<ClockKind> DESKS_BEFORE_THE_COUNTY = EnumSet.of(
            ClockKind.COMMUNITY_TRIAGE, ClockKind.VERIFICATION, ClockKind.STREET_TRIAGE, ClockKind.SELF_HANDLING);

    private final Moment moment;
    private final Traits traits;
    private final DeskLimits limits;
    private final WorkCalendar calendar;
    private final List<ClockChange> changes = new ArrayList<>();
    private ClockBook book;

    private ClockRules(ClockBook book, Moment moment, Traits traits, DeskLimits limits, WorkCalendar calendar) {
        this.book = book.turned(moment.event(), moment.round());
        this.moment = moment;
        this.traits = traits;
        this.limits = limits;
        this.calendar = calendar;
    }

    /** An event at the instant of its decision. */
    public record Moment(
            CaseEvent event, UUID eventId, @Nullable UUID assignmentId, Instant time, int round) {}

    /**
     * What of a case the rules look at.
     *
     * @param urgent danger to life or limb
     * @param conditions the filing conditions of its ticket, none before
     * @param state after the event
     */
    public record Traits(
            Source source, boolean urgent, boolean located, List<FiledCondition> conditions, CaseState state) {

        public Traits {
            conditions = List.copyOf(conditions);
        }
    }

    /** What an event did, and the book after it. */
    public record Result(ClockBook book, List<ClockChange> changes) {

        public Result {
            changes = List.copyOf(changes);
        }
    }

    /** Applies the table to one event. */
    public static Result apply(ClockBook book, Moment moment, Traits traits, DeskLimits limits, WorkCalendar calendar) {
        ClockRules rules = new ClockRules(book, moment, traits, limits, calendar);
        rules.turn();
        return new Result(
                rules.book.after(moment.event(), moment.eventId(), moment.assignmentId(), moment.time(), calendar),
                rules.changes);
    }

    private void turn() {
        switch (moment.event()) {
            case IntakeEvent intake -> intake(intake);
            case DispatchEvent dispatch -> dispatch(dispatch);
            case DepartmentEvent department -> department(department);
            case DeskEvent desk -> desk(desk);
        }
    }

    private void intake(IntakeEvent event) {
        switch (event) {
            case IntakeEvent.Reported reported -> triageWhere(!reported.urgent());
            case IntakeEvent.Registered registered ->
                triageWhere(!registered.urgent() && !registered.route().equals("COUNTY"));
            case IntakeEvent.Located _ -> triageWhere(traits.state() == CaseState.REPORTED);
            case IntakeEvent.SentBack _ -> {
                stop(ClockKind.STREET_TRIAGE);
                start(ClockKind.COMMUNITY_TRIAGE);
            }
            case IntakeEvent.Unmerged unmerged -> triageWhere(unmerged.backTo() == null);
            case IntakeEvent.VerificationRequested _ -> {
                pause(ClockKind.COMMUNITY_TRIAGE);
                start(ClockKind.VERIFICATION);
            }
            case IntakeEvent.Verified _, IntakeEvent.VerificationCancelled _ -> {
                stop(ClockKind.VERIFICATION);
                resume(ClockKind.COMMUNITY_TRIAGE);
            }
            case IntakeEvent.HandlingStarted started -> {
                stop(ClockKind.COMMUNITY_TRIAGE, ClockKind.STREET_TRIAGE);
                start(
                        ClockKind.SELF_HANDLING,
                        started.condition().handling(),
                        started.condition().conditionCode());
            }
            case IntakeEvent.Handled _ -> stopWhere(clock -> selfHandling(clock));
            case IntakeEvent.Escalated _ -> {
                stop(ClockKind.COMMUNITY_TRIAGE);
                stopWhere(clock -> selfHandling(clock));
                start(ClockKind.STREET_TRIAGE);
            }
            case IntakeEvent.TicketFiled filed -> ticketFiled(filed.ticket());
            case IntakeEvent.TicketEndorsed _ -> stop(ClockKind.ENDORSEMENT);
            case IntakeEvent.CheckRequested _ ->
                start(ClockKind.CHECK, limits.of(traits.urgent() ? "CHECK_URGENT" : "CHECK"), null);
            case IntakeEvent.CheckPassed passed -> {
                stop(ClockKind.CHECK);
                if (!passed.selfHandled()) {
                    start(ClockKind.CONFIRMATION);
                }
            }
            case IntakeEvent.CheckFailed failed -> checkFailed(failed);
            case IntakeEvent.Confirmed _ -> stop(ClockKind.CONFIRMATION, ClockKind.CONFIRMATION_LEADER);
            case IntakeEvent.Vetoed _ -> {
                stop(ClockKind.CONFIRMATION, ClockKind.CONFIRMATION_LEADER);
                startWhere(traits.state() == CaseState.RULING, ClockKind.RULING);
            }
            case IntakeEvent.Closed _ -> {
                stopAll();
                startWhere(traits.source().answersToCitizen(), ClockKind.CALL_BACK);
            }
            case IntakeEvent.CalledBack _ -> stop(ClockKind.CALL_BACK);
            case IntakeEvent.Reopened _ -> openedAgain();
            case IntakeEvent.SpotChecked checked -> {
                if (!checked.passed()) {
                    openedAgain();
                }
            }
            case IntakeEvent.Withdrawn _, IntakeEvent.Voided _, IntakeEvent.Merged _ -> stopAll();
            case IntakeEvent.Joined _,
                    IntakeEvent.TakeBackRequested _,
                    IntakeEvent.Rated _,
                    IntakeEvent.SpotCheckDrawn _,
                    IntakeEvent.RecurrenceLinked _ -> {}
        }
    }

    private void dispatch(DispatchEvent event) {
        switch (event) {
            case DispatchEvent.Dispatched dispatched -> offered(dispatched.ticket(), dispatched.parts());
            case DispatchEvent.Designated designated -> offered(designated.ticket(), designated.parts());
            case DispatchEvent.AssistantAdded added -> part(traits.conditions(), added.part(), false);
            case DispatchEvent.TicketRejected _ -> {
                stop(ClockKind.DISPATCH, ClockKind.ENDORSEMENT);
                stopWhere(ClockRules::ofAPart);
                start(ClockKind.STREET_TRIAGE);
            }
            case DispatchEvent.ReturnApproved approved -> {
                stopWhere(clock -> approved.lead() ? ofAPart(clock) : clock.of(moment.assignmentId()));
                dispatchWhere(approved.lead());
            }
            case DispatchEvent.ReturnRefused _ -> {
                stopOfPart(ClockKind.RETURN_REVIEW);
                changeWhere(ClockChangeKind.RESUMED, clock -> unitsOwn(clock));
            }
            case DispatchEvent.Recalled recalled -> {
                stopWhere(clock -> recalled.whole() ? ofAPart(clock) : clock.of(moment.assignmentId()));
                dispatchWhere(recalled.whole());
            }
            case DispatchEvent.ExtensionGranted granted -> {
                stopOfPart(ClockKind.EXTENSION_REVIEW);
                book.open()
                        .filter(this::deadlineOfPart)
                        .filter(clock ->
                                clock.limit().unit() == granted.amount().unit())
                        .toList()
                        .forEach(clock -> extend(clock, granted.amount(), null));
            }
            case DispatchEvent.ExtensionRefused _ -> stopOfPart(ClockKind.EXTENSION_REVIEW);
            case DispatchEvent.Suspended _ -> {
                stopOfPart(ClockKind.SUSPENSION_REVIEW);
                changeWhere(ClockChangeKind.PAUSED, clock -> unitsOwn(clock));
            }
            case DispatchEvent.SuspensionRefused _ -> stopOfPart(ClockKind.SUSPENSION_REVIEW);
            case DispatchEvent.Resumed _ -> changeWhere(ClockChangeKind.RESUMED, clock -> unitsOwn(clock));
            case DispatchEvent.ReworkOrdered rework -> rework.parts().forEach(this::rework);
            case DispatchEvent.Ruled ruled -> {
                stop(ClockKind.RULING);
                if (ruled.decision() == RulingDecision.CLOSE) {
                    stopAll();
                } else if (ruled.decision() == RulingDecision.REDISPATCH) {
                    stopWhere(ClockRules::ofAPart);
                    dispatchWhere(true);
                }
            }
            case DispatchEvent.ForceClosed _ -> stopAll();
            case DispatchEvent.Supervised _ -> start(ClockKind.SUPERVISION_REPLY);
            case DispatchEvent.SupervisionWithdrawn _ -> stopOfPart(ClockKind.SUPERVISION_REPLY);
            case DispatchEvent.AppealDecided _ -> stopOfPart(ClockKind.APPEAL);
            case DispatchEvent.Superseded superseded -> {
                if (superseded.endsItsPart()) {
                    stopWhere(clock -> clock.of(moment.assignmentId()));
                }
            }
            case DispatchEvent.Filed _,
                    DispatchEvent.CompletionAccepted _,
                    DispatchEvent.DutyAlerted _,
                    DispatchEvent.MisconductFound _,
                    DispatchEvent.AppealReviewed _ -> {}
        }
    }

    private void department(DepartmentEvent event) {
        switch (event) {
            case DepartmentEvent.Accepted _ -> stopOfPart(ClockKind.ACCEPT);
            case DepartmentEvent.ReturnRequested _ -> {
                changeWhere(ClockChangeKind.PAUSED, clock -> unitsOwn(clock));
                start(ClockKind.RETURN_REVIEW);
            }
            case DepartmentEvent.CheckedIn _ -> stopOfPart(ClockKind.CHECK_IN);
            case DepartmentEvent.StageCompleted stage ->
                stopWhere(clock -> clock.kind() == ClockKind.HANDLING
                        && clock.of(moment.assignmentId())
                        && stage.conditionCode().equals(clock.conditionCode()));
            case DepartmentEvent.ExtensionRequested _ -> start(ClockKind.EXTENSION_REVIEW);
            case DepartmentEvent.SuspensionRequested _ -> start(ClockKind.SUSPENSION_REVIEW);
            case DepartmentEvent.Completed _ ->
                stopWhere(clock -> clock.of(moment.assignmentId()) && clock.kind() != ClockKind.SUPERVISION_REPLY);
            case DepartmentEvent.AppealFiled _ -> start(ClockKind.APPEAL);
            case DepartmentEvent.HandlerAssigned _, DepartmentEvent.ProgressNoted _ -> {}
        }
    }

    private void desk(DeskEvent event) {
        switch (event) {
            case DeskEvent.SupervisionReplied _ -> stopOfPart(ClockKind.SUPERVISION_REPLY);
            case DeskEvent.DeadlineMissed missed -> {
                boolean unconfirmed = book.clock(missed.clockId())
                        .filter(clock -> clock.kind() == ClockKind.CONFIRMATION && clock.open())
                        .isPresent();
                startWhere(unconfirmed && traits.source().answersToCitizen(), ClockKind.CONFIRMATION_LEADER);
            }
            case DeskEvent.OutagePaused outage ->
                book.open().filter(clock -> touches(outage, clock)).toList().forEach(clock -> {
                    Instant from = outage.from().isBefore(clock.startedAt()) ? clock.startedAt() : outage.from();
                    record(change(clock, ClockChangeKind.PAUSED, null, from));
                    record(change(clock, ClockChangeKind.RESUMED, null, outage.to()));
                });
            case DeskEvent.DeadlineRecomputed _,
                    DeskEvent.Urged _,
                    DeskEvent.DeadlineWarned _,
                    DeskEvent.MissWithdrawn _ -> {}
        }
    }

    private void triageWhere(boolean wanted) {
        startWhere(
                wanted
                        && traits.located()
                        && book.open(ClockKind.COMMUNITY_TRIAGE).findAny().isEmpty(),
                ClockKind.COMMUNITY_TRIAGE);
    }

    private void ticketFiled(Ticket ticket) {
        stopWhere(clock -> DESKS_BEFORE_THE_COUNTY.contains(clock.kind()) || selfHandling(clock));
        dispatchWhere(true);
        startWhere(ticket.byRule() && ticket.urgent(), ClockKind.ENDORSEMENT);
    }

    private void checkFailed(IntakeEvent.CheckFailed failed) {
        stop(ClockKind.CHECK);
        HandlingLevel level = failed.level();
        switch (traits.state()) {
            case RULING -> start(ClockKind.RULING);
            case STREET_PENDING -> start(ClockKind.STREET_TRIAGE);
            default -> {
                if (level != null) {
                    book.latest(ClockKind.SELF_HANDLING)
                            .ifPresent(handling -> start(
                                    ClockKind.REWORK,
                                    DeskLimits.forRework(handling.limit()),
                                    handling.conditionCode()));
                }
            }
        }
    }

    private void openedAgain() {
        stopAll();
        start(ClockKind.STREET_TRIAGE);
    }

    private void offered(Ticket ticket, List<OfferedPart> parts) {
        stop(ClockKind.DISPATCH);
        parts.forEach(part -> part(ticket.conditions(), part, ticket.urgent()));
    }

    /** All stages run from dispatch; the accept limit is the first stage's. */
    private void part(List<FiledCondition> conditions, OfferedPart part, boolean emergency) {
        if (conditions.isEmpty()) {
            return;
        }
        start(ClockKind.ACCEPT, conditions.getFirst().acceptance(), part, null, Duration.ZERO);
        if (emergency) {
            start(ClockKind.CHECK_IN, limits.of("CHECK_IN"), part, null, Duration.ZERO);
        }
        for (FiledCondition condition : conditions) {
            handling(condition, part);
        }
    }

    /** The same unit again goes on where a recall stopped it. */
    private void handling(FiledCondition condition, OfferedPart part) {
        Clock before = part.resumes()
                ? book.latest(clock -> clock.kind() == ClockKind.HANDLING
                                && part.unit().equals(clock.responsibleUnit())
                                && condition.conditionCode().equals(clock.conditionCode()))
                        .orElse(null)
                : null;
        if (before == null) {
            start(ClockKind.HANDLING, condition.handling(), part, condition.conditionCode(), Duration.ZERO);
            return;
        }
        Instant stopped = before.stoppedAt() == null ? moment.time() : before.stoppedAt();
        Duration used = before.used().plus(Deadlines.counted(before.limit(), before.entries(), stopped, calendar));
        UUID clockId = start(ClockKind.HANDLING, before.limit(), part, condition.conditionCode(), used);
        before.entries().stream()
                .filter(entry -> entry.change() == ClockChangeKind.EXTENDED)
                .forEach(entry -> book.clock(clockId).ifPresent(clock -> extend(clock, entry.amount(), entry.at())));
    }

    private void rework(UUID part) {
        book.latest(clock -> clock.kind() == ClockKind.HANDLING && clock.of(part))
                .ifPresent(handling -> started(
                        ClockKind.REWORK,
                        Producer.DEPARTMENT,
                        DeskLimits.forRework(handling.limit()),
                        part,
                        handling.responsibleUnit(),
                        handling.conditionCode(),
                        Duration.ZERO));
    }

    private void dispatchWhere(boolean wanted) {
        if (wanted) {
            start(ClockKind.DISPATCH, limits.of(traits.urgent() ? "DISPATCH_EMERGENCY" : "DISPATCH"), null);
        }
    }

    /** The clocks of the moment's part that its unit stops. */
    private boolean unitsOwn(Clock clock) {
        return clock.of(moment.assignmentId())
                && clock.owner() == Producer.DEPARTMENT
                && clock.kind() != ClockKind.SUPERVISION_REPLY;
    }

    private boolean deadlineOfPart(Clock clock) {
        return clock.of(moment.assignmentId())
                && (clock.kind() == ClockKind.HANDLING || clock.kind() == ClockKind.REWORK);
    }

    private static boolean touches(DeskEvent.OutagePaused outage, Clock clock) {
        return clock.owner() == outage.owner()
                && clock.startedAt().isBefore(outage.to())
                && (outage.clockId() == null || outage.clockId().equals(clock.clockId()));
    }

    private boolean selfHandling(Clock clock) {
        return clock.owner() == Producer.INTAKE
                && (clock.kind() == ClockKind.SELF_HANDLING || clock.kind() == ClockKind.REWORK);
    }

    /** An appeal is about a part of a closed round, and goes on. */
    private static boolean ofAPart(Clock clock) {
        return clock.assignmentId() != null && clock.kind() != ClockKind.APPEAL;
    }

    private void startWhere(boolean wanted, ClockKind kind) {
        if (wanted) {
            start(kind);
        }
    }

    private void start(ClockKind kind) {
        start(kind, limits.of(kind.name()), null);
    }

    private void start(ClockKind kind, Limit limit, @Nullable String condition) {
        UUID part = kind.ofPart() ? moment.assignmentId() : null;
        @Nullable
        String unit = book.latest(clock -> clock.of(part) && clock.responsibleUnit() != null)
                .map(Clock::responsibleUnit)
                .orElse(null);
        started(kind, ownerOf(kind), limit, part, unit, condition, Duration.ZERO);
    }

    private UUID start(ClockKind kind, Limit limit, OfferedPart part, @Nullable String condition, Duration used) {
        return started(kind, ownerOf(kind), limit, part.assignmentId(), part.unit(), condition, used);
    }

    private Producer ownerOf(ClockKind kind) {
        if (kind.owner() != null) {
            return kind.owner();
        }
        if (moment.assignmentId() != null) {
            return Producer.DEPARTMENT;
        }
        return traits.state().holder() == CaseState.Holder.DISPATCH ? Producer.DISPATCH : Producer.INTAKE;
    }

    private UUID started(
            ClockKind kind,
            Producer owner,
            Limit limit,
            @Nullable UUID part,
            @Nullable String unit,
            @Nullable String condition,
            Duration used) {
        UUID clockId = UuidCreator.getNameBasedSha1(moment.eventId(), kind + "/" + part + "/" + condition);
        ClockChange start = new ClockChange(
                clockId,
                kind.name(),
                owner,
                part,
                unit,
                condition,
                ClockChangeKind.STARTED,
                limit,
                used.isZero() ? null : used,
                null,
                null,
                calendar.version());
        record(start);
        return clockId;
    }

    /** {@code at} tells one extension from another where a resumed clock takes several along. */
    private void extend(Clock clock, @Nullable Limit amount, @Nullable Instant at) {
        record(change(clock, ClockChangeKind.EXTENDED, amount, at));
    }

    private void pause(ClockKind kind) {
        changeWhere(ClockChangeKind.PAUSED, clock -> clock.kind() == kind);
    }

    private void resume(ClockKind kind) {
        changeWhere(ClockChangeKind.RESUMED, clock -> clock.kind() == kind && !clock.running());
    }

    private void stop(ClockKind... kinds) {
        Set<ClockKind> wanted = EnumSet.copyOf(List.of(kinds));
        stopWhere(clock -> wanted.contains(clock.kind()));
    }

    private void stopOfPart(ClockKind kind) {
        UUID part = moment.assignmentId();
        stopWhere(clock -> clock.kind() == kind && (part == null ? clock.assignmentId() == null : clock.of(part)));
    }

    /** An appeal is about a closed round, and goes on. */
    private void stopAll() {
        stopWhere(clock -> clock.kind() != ClockKind.APPEAL);
    }

    private void stopWhere(Predicate<Clock> which) {
        changeWhere(ClockChangeKind.STOPPED, which);
    }

    private void changeWhere(ClockChangeKind kind, Predicate<Clock> which) {
        book.open().filter(which).toList().forEach(clock -> record(change(clock, kind, null, null)));
    }

    private static ClockChange change(Clock clock, ClockChangeKind kind, @Nullable Limit amount, @Nullable Instant at) {
        return new ClockChange(
                clock.clockId(),
                clock.kind().name(),
                null,
                clock.assignmentId(),
                null,
                null,
                kind,
                amount,
                null,
                at,
                null,
                clock.calendarVersion());
    }

    /** Books the change and writes it down with the deadline that follows. */
    private void record(ClockChange change) {
        book = book.with(change, moment.eventId(), moment.time(), moment.round(), calendar);
        @Nullable
        Instant deadline = book.clock(change.clockId()).map(Clock::deadline).orElse(null);
        changes.add(new ClockChange(
                change.clockId(),
                change.kind(),
                change.owner(),
                change.assignmentId(),
                change.responsibleUnit(),
                change.conditionCode(),
                change.change(),
                change.limit(),
                change.used(),
                change.at(),
                deadline,
                change.calendarVersion()));
    }
}
