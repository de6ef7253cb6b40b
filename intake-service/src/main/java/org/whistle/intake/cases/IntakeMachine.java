package org.whistle.intake.cases;

import static org.whistle.events.code.CaseState.CHECKING;
import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.COMMUNITY_HANDLING;
import static org.whistle.events.code.CaseState.CONFIRMING;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.REPORTED;
import static org.whistle.events.code.CaseState.RULING;
import static org.whistle.events.code.CaseState.STREET_HANDLING;
import static org.whistle.events.code.CaseState.STREET_PENDING;
import static org.whistle.events.code.CaseState.VERIFYING;
import static org.whistle.events.code.CaseState.VOIDED;
import static org.whistle.kit.text.FreeText.screened;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.DeskEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Lifecycle;
import org.whistle.events.Rating;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.Role;
import org.whistle.events.code.VoidReason;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;

/**
 * Intake's state machine: pure. The table has already allowed the action; this computes its outcome. Merging, which concerns
 * several cases, is {@link Merging}'s.
 */
final class IntakeMachine {

    private static final String NOT_RESOLVED = "反映未解决，按规则重开";

    private IntakeMachine() {}

    /** Who decides with which grant, when, on which reference data; {@code flags} are honesty flags for a checker. */
    record Context(Caller caller, Grant acting, Instant now, Reference reference, List<String> flags) {}

    static Outcome<IntakeCase> decide(IntakeCase record, IntakeCommand command, Context context) {
        Progress progress = record.progress();
        return switch (command) {
            case IntakeCommand.Join _, IntakeCommand.Merge _, IntakeCommand.Locate _ ->
                throw new IllegalArgumentException(
                        "command: " + command + " (expected: one that needs nothing but the case)");
            case IntakeCommand.Supplement more ->
                Outcome.of(record, new IntakeEvent.Supplemented(screened(more.note()), orEmpty(more.photoIds())));
            case IntakeCommand.Withdraw _ ->
                Outcome.of(
                        record.to(VOIDED, progress.endedFor(VoidReason.WITHDRAWN)),
                        new IntakeEvent.Withdrawn(VoidReason.WITHDRAWN));
            case IntakeCommand.RequestVerification asked -> requestVerification(record, asked, context);
            case IntakeCommand.CancelVerification cancelled ->
                Outcome.of(
                        record.to(REPORTED, progress),
                        new IntakeEvent.VerificationCancelled(screenedOrNull(cancelled.note())));
            case IntakeCommand.Verify verify -> verify(record, verify, context);
            case IntakeCommand.StartHandling start -> startHandling(record, start, context);
            case IntakeCommand.Handle handle -> handle(record, handle, context);
            case IntakeCommand.VoidCase voided ->
                Outcome.of(
                        record.to(VOIDED, progress.acted().endedFor(voided.reasonCode())),
                        new IntakeEvent.Voided(voided.reasonCode(), screened(voided.note())));
            case IntakeCommand.Escalate escalate ->
                Outcome.of(
                        record.to(STREET_PENDING, progress.handledBy(null)),
                        new IntakeEvent.Escalated(
                                escalate.reasonCode(), screened(escalate.note()), screenedOrNull(escalate.dutyItem())));
            case IntakeCommand.SendBack back ->
                Outcome.of(
                        record.to(REPORTED, progress.acted()),
                        new IntakeEvent.SentBack(back.reasonCode(), screened(back.note())));
            case IntakeCommand.FileTicket ticket -> ticket(record, ticket, context);
            case IntakeCommand.Endorse endorse ->
                Outcome.of(
                        record.with(progress.endorsedNow()), new IntakeEvent.TicketEndorsed(screened(endorse.note())));
            case IntakeCommand.TakeBack back ->
                Outcome.of(
                        record.with(progress.takeBackAskedFor()),
                        new IntakeEvent.TakeBackRequested(back.reasonCode(), screened(back.note())));
            case IntakeCommand.Urge urge -> Outcome.of(record, new DeskEvent.Urged(screened(urge.note())));
            case IntakeCommand.ReplySupervision reply ->
                Outcome.of(
                        record,
                        new DeskEvent.SupervisionReplied(
                                ClockGuards.supervisionFor(record).orElseThrow(), screened(reply.note())));
            case IntakeCommand.CallBack call -> callBack(record, call);
            case IntakeCommand.SpotCheck check -> spotCheck(record, check);
            case IntakeCommand.Check check -> check(record, check, context);
            case IntakeCommand.Confirm confirm -> confirm(record, confirm, context);
            case IntakeCommand.Veto veto -> veto(record, veto);
            case IntakeCommand.Rate rate ->
                Outcome.of(
                        record.with(progress.rated(context.caller().account())),
                        new IntakeEvent.Rated(
                                record.pseudonymOf(context.caller().account()).orElseThrow(),
                                rate.resolved(),
                                rate.satisfaction(),
                                screenedOrNull(rate.comment())));
            case IntakeCommand.Reopen reopen ->
                Outcome.of(record.nextRound(), new IntakeEvent.Reopened(reopen.reasonCode(), screened(reopen.note())));
        };
    }

    /**
     * The reopening that follows by rule from the answer that it is not resolved: after a call-back always, after a rating while
     * the case can be reopened.
     */
    static Optional<IntakeCommand.Reopen> unresolved(IntakeCase record, IntakeCommand command, Instant now) {
        boolean opens = switch (command) {
            case IntakeCommand.CallBack call -> call.contacted() && Boolean.FALSE.equals(call.resolved());
            case IntakeCommand.Rate rate -> !rate.resolved() && IntakeTable.reopens(record, now);
            default -> false;
        };
        return opens
                ? Optional.of(new IntakeCommand.Reopen(DissatisfactionReason.NOT_RESOLVED, NOT_RESOLVED, null))
                : Optional.empty();
    }

    private static Outcome<IntakeCase> requestVerification(
            IntakeCase record, IntakeCommand.RequestVerification asked, Context context) {
        String condition = asked.conditionCode();
        IntakeCase described = condition == null ? record : describedAs(record, condition, context.reference());
        return Outcome.of(
                described.to(VERIFYING, record.progress().acted()),
                new IntakeEvent.VerificationRequested(condition, screenedOrNull(asked.note())));
    }

    private static IntakeCase describedAs(IntakeCase record, String conditionCode, Reference reference) {
        Reference.Condition condition = reference
                .condition(conditionCode)
                .orElseThrow(() -> RefusedException.field("/conditionCode", "UNKNOWN_CONDITION"));
        return record.described(condition.category(), condition.code()).urgent(condition.urgent());
    }

    private static Outcome<IntakeCase> callBack(IntakeCase record, IntakeCommand.CallBack call) {
        if (call.contacted() && call.resolved() == null) {
            throw RefusedException.field("/resolved", "REQUIRED");
        }
        return Outcome.of(
                record.with(record.progress().calledBackNow()),
                new IntakeEvent.CalledBack(
                        call.contacted(),
                        call.contacted() ? call.resolved() : null,
                        call.contacted() ? call.satisfaction() : null,
                        screenedOrNull(call.note())));
    }

    /** Failed: the case is the street's again, in a new round. */
    private static Outcome<IntakeCase> spotCheck(IntakeCase record, IntakeCommand.SpotCheck check) {
        Progress.SpotCheck drawn = Objects.requireNonNull(record.progress().spotCheck());
        IntakeEvent.SpotChecked event =
                new IntakeEvent.SpotChecked(check.passed(), screened(check.note()), orEmpty(check.photoIds()));
        return check.passed()
                ? Outcome.of(
                        record.with(record.progress().spotChecked(new Progress.SpotCheck(drawn.streetCode(), true))),
                        event)
                : Outcome.of(record.nextRound(), event);
    }

    private static Outcome<IntakeCase> verify(IntakeCase record, IntakeCommand.Verify verify, Context context) {
        IntakeEvent.Verified verified =
                new IntakeEvent.Verified(verify.found(), screened(verify.note()), orEmpty(verify.photoIds()));
        Progress seen = record.progress().seenOnSite();
        if (verify.found()) {
            IntakeCase found = record.to(REPORTED, seen);
            return found.urgent()
                    ? UrgentLane.after(found, verified, context.reference())
                    : Outcome.of(found, verified);
        }
        return Outcome.of(
                record.to(VOIDED, seen.endedFor(VoidReason.NOT_FOUND)),
                verified,
                new IntakeEvent.Voided(VoidReason.NOT_FOUND, screened(verify.note())));
    }

    private static Outcome<IntakeCase> startHandling(
            IntakeCase record, IntakeCommand.StartHandling start, Context context) {
        FiledCondition condition = context.reference()
                .condition(start.conditionCode())
                .map(Reference.Condition::filed)
                .orElseThrow(() -> RefusedException.field("/conditionCode", "UNKNOWN_CONDITION"));
        HandlingLevel level = record.state() == REPORTED ? HandlingLevel.COMMUNITY : HandlingLevel.STREET;
        Progress.SelfHandling handling =
                new Progress.SelfHandling(level, condition, context.caller().account(), context.now());
        return Outcome.of(
                record.to(
                        level == HandlingLevel.COMMUNITY ? COMMUNITY_HANDLING : STREET_HANDLING,
                        record.progress().handledBy(handling)),
                new IntakeEvent.HandlingStarted(level, condition));
    }

    private static Outcome<IntakeCase> handle(IntakeCase record, IntakeCommand.Handle handle, Context context) {
        Progress.SelfHandling begun = requireHandling(record);
        Progress.SelfHandling done = new Progress.SelfHandling(
                begun.level(), begun.condition(), context.caller().account(), begun.startedAt());
        Progress.Answer answer =
                new Progress.Answer(context.now(), screenedOrNull(handle.reply()), orEmpty(handle.photoIds()));
        return Outcome.of(
                record.to(
                        CHECKING,
                        record.progress().handledBy(done).answered(answer).flagged(context.flags())),
                new IntakeEvent.Handled(done.level(), screened(handle.result()), answer.photoIds(), answer.reply()),
                new IntakeEvent.CheckRequested(true, context.flags()));
    }

    private static Outcome<IntakeCase> ticket(IntakeCase record, IntakeCommand.FileTicket ticket, Context context) {
        if (ticket.whistleKind() == WhistleKind.CAMPAIGN && context.acting().role() != Role.STREET_LEADER) {
            throw new RefusedException(new Refusal.Forbidden("CAMPAIGN_NEEDS_LEADER"));
        }
        List<Reference.Condition> conditions = FilingConditions.choose(ticket.conditionCodes(), context.reference());
        List<String> units = FilingConditions.units(
                ticket.units(), context.reference(), record.facts().gridCode());
        Ticket filed = new Ticket(
                ticket.whistleKind(),
                conditions.stream().map(Reference.Condition::filed).toList(),
                units,
                screened(ticket.reason()),
                false);
        Reference.Condition first = conditions.getFirst();
        IntakeCase ticketed = record.described(first.category(), first.code()).ticketed(filed);
        IntakeEvent event = new IntakeEvent.TicketFiled(ticketed.facts(), filed);
        boolean endorsed = filed.needsEndorsement() && context.acting().role() == Role.STREET_LEADER;
        return endorsed
                ? Outcome.of(
                        ticketed.with(ticketed.progress().endorsedNow()),
                        event,
                        new IntakeEvent.TicketEndorsed(filed.reason()))
                : Outcome.of(ticketed, event);
    }

    private static Outcome<IntakeCase> check(IntakeCase record, IntakeCommand.Check check, Context context) {
        boolean selfHandled = record.selfHandled();
        if (check.passed()) {
            List<String> flags = Honesty.atTheCheck(record, context.caller().account());
            IntakeEvent.CheckPassed passed = new IntakeEvent.CheckPassed(
                    selfHandled, screened(check.note()), orEmpty(check.photoIds()), flags.isEmpty() ? null : flags);
            return selfHandled
                    ? Outcome.of(
                            record.to(CLOSED, record.progress().closed(context.now())),
                            passed,
                            new IntakeEvent.Closed(true))
                    : Outcome.of(record.to(CONFIRMING, record.progress()), passed);
        }
        Progress failed = record.progress().checkFailed();
        IntakeEvent.CheckFailed event = new IntakeEvent.CheckFailed(
                selfHandled ? requireHandling(record).level() : null,
                screened(check.note()),
                orEmpty(check.photoIds()),
                partsOf(check.assignmentIds()),
                failed.checkFailures());
        boolean again = failed.checkFailures() < Lifecycle.FAILURES_TO_RULING;
        if (selfHandled) {
            CaseState handling =
                    requireHandling(record).level() == HandlingLevel.COMMUNITY ? COMMUNITY_HANDLING : STREET_HANDLING;
            return again
                    ? Outcome.of(record.to(handling, failed), event)
                    : Outcome.of(record.to(STREET_PENDING, failed.onlyByTicket()), event);
        }
        return Outcome.of(record.to(again ? HANDLING : RULING, failed), event);
    }

    private static Outcome<IntakeCase> confirm(IntakeCase record, IntakeCommand.Confirm confirm, Context context) {
        IntakeCommand.Marks marks = confirm.rating();
        if (marks == null && !record.ledByStreet()) {
            throw RefusedException.field("/rating", "REQUIRED");
        }
        Rating rating = marks == null || record.ledByStreet() ? null : marks.rating();
        return Outcome.of(
                record.to(CLOSED, record.progress().closed(context.now())),
                new IntakeEvent.Confirmed(rating, false, screenedOrNull(confirm.comment())),
                new IntakeEvent.Closed(false));
    }

    /**
     * What time alone decides: the street's silence confirms, without a rating. A citizen's case never closes by itself; its
     * miss starts the clock of the street's leader instead (domain.md, Transitions).
     */
    static Outcome<IntakeCase> timed(IntakeCase record, Instant now) {
        boolean silent = record.state() == CONFIRMING
                && !record.answersToCitizen()
                && record.clocks().open(ClockKind.CONFIRMATION).anyMatch(clock -> clock.lateAt(now));
        return silent
                ? Outcome.of(
                        record.to(CLOSED, record.progress().closed(now)),
                        new IntakeEvent.Confirmed(null, true, null),
                        new IntakeEvent.Closed(false))
                : Outcome.of(record);
    }

    private static Outcome<IntakeCase> veto(IntakeCase record, IntakeCommand.Veto veto) {
        Progress vetoed = record.progress().vetoed();
        return Outcome.of(
                record.to(vetoed.vetoes() < Lifecycle.VETOES_TO_RULING ? HANDLING : RULING, vetoed),
                new IntakeEvent.Vetoed(
                        veto.reasonCode(), screened(veto.note()), partsOf(veto.assignmentIds()), vetoed.vetoes()));
    }

    private static Progress.SelfHandling requireHandling(IntakeCase record) {
        Progress.SelfHandling handling = record.progress().selfHandling();
        if (handling == null) {
            throw new IllegalStateException(
                    "self-handling of " + record.caseId() + ": none (expected in " + record.state() + ")");
        }
        return handling;
    }

    private static List<String> orEmpty(@Nullable List<String> tokens) {
        return tokens == null ? List.of() : tokens;
    }

    private static List<UUID> partsOf(@Nullable List<UUID> parts) {
        return parts == null ? List.of() : parts;
    }

    private static @Nullable String screenedOrNull(@Nullable String text) {
        return text == null ? null : screened(text);
    }
}
