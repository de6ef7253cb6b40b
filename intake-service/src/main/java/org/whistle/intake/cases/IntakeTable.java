package org.whistle.intake.cases;

import static org.whistle.events.code.CaseState.CHECKING;
import static org.whistle.events.code.CaseState.CLOSED;
import static org.whistle.events.code.CaseState.COMMUNITY_HANDLING;
import static org.whistle.events.code.CaseState.CONFIRMING;
import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.REPORTED;
import static org.whistle.events.code.CaseState.RETURN_REVIEW;
import static org.whistle.events.code.CaseState.RULING;
import static org.whistle.events.code.CaseState.STREET_HANDLING;
import static org.whistle.events.code.CaseState.STREET_PENDING;
import static org.whistle.events.code.CaseState.SUSPENDED;
import static org.whistle.events.code.CaseState.TICKETED;
import static org.whistle.events.code.CaseState.VERIFYING;
import static org.whistle.events.code.Role.CITIZEN;
import static org.whistle.events.code.Role.COMMAND_LEADER;
import static org.whistle.events.code.Role.COMMUNITY;
import static org.whistle.events.code.Role.DISPATCHER;
import static org.whistle.events.code.Role.GRID_WORKER;
import static org.whistle.events.code.Role.STREET;
import static org.whistle.events.code.Role.STREET_LEADER;
import static org.whistle.events.code.Role.SUPERVISOR;
import static org.whistle.kit.desk.Denial.conflict;
import static org.whistle.kit.desk.Denial.forbidden;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.ClockKind;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Denial;
import org.whistle.kit.desk.Transition;
import org.whistle.kit.desk.TransitionTable;

/** Who may do what when at the grid, community and street desks (domain.md, Transitions). */
public final class IntakeTable {

    /** How long a closed case can be reopened: after the closing, and after its call-back was answered or was due. */
    static final Duration REOPENING = Duration.ofHours(72);

    private static final Set<Role> READERS =
            EnumSet.of(GRID_WORKER, COMMUNITY, STREET, STREET_LEADER, DISPATCHER, COMMAND_LEADER, SUPERVISOR);

    private static final List<Transition<IntakeCase, CaseState>> LINES = List.of(
            open("join")
                    .by(GRID_WORKER, CITIZEN, COMMUNITY, STREET)
                    .within((record, grant, caller) ->
                            grant.role() == CITIZEN ? followable(record, grant, caller) : covers(record, grant))
                    .unless((record, _, caller, _) ->
                            record.reportedBy(caller.account()) ? conflict("ALREADY_JOINED") : null),
            from("locate", REPORTED)
                    .by(DISPATCHER, COMMAND_LEADER, STREET)
                    .unless((record, _, _, _) -> record.facts().gridCode() == null ? null : conflict("LOCATED")),
            from("withdraw", REPORTED)
                    .by(GRID_WORKER, CITIZEN)
                    .within((record, _, caller) -> reporter(record, caller))
                    .unless((record, _, _, _) ->
                            record.progress().actedOn() || record.reporters().size() > 1
                                    ? conflict("ALREADY_ACTED_ON")
                                    : null),
            from("supplement", REPORTED, VERIFYING, COMMUNITY_HANDLING, STREET_PENDING, STREET_HANDLING, TICKETED)
                    .by(GRID_WORKER, CITIZEN)
                    .within((record, _, caller) -> reporter(record, caller)),
            from("request-verification", REPORTED)
                    .by(COMMUNITY)
                    .unless((record, _, _, _) ->
                            record.progress().verified() ? conflict("ALREADY_VERIFIED") : unlocated(record)),
            from("cancel-verification", VERIFYING).by(COMMUNITY),
            from("verify", VERIFYING)
                    .by(GRID_WORKER)
                    .within((record, grant, _) -> taskReaches(record, grant, VERIFYING)),
            from("verify", VERIFYING)
                    .by(COMMUNITY)
                    .unless((record, _, _, _) -> unlessMissed(record, ClockKind.VERIFICATION)),
            from("start-handling", REPORTED).by(COMMUNITY).unless((record, _, _, _) -> unverified(record)),
            from("start-handling", STREET_PENDING).by(STREET).unless((record, _, _, _) -> ticketOnly(record)),
            from("handle", COMMUNITY_HANDLING).by(COMMUNITY),
            from("handle", STREET_HANDLING).by(STREET),
            from("merge", REPORTED, STREET_PENDING)
                    .by(COMMUNITY, STREET)
                    .unless((record, _, _, _) -> ticketOnly(record)),
            from("void", REPORTED, STREET_PENDING)
                    .by(COMMUNITY, STREET)
                    .unless((record, _, _, _) -> ticketOnly(record)),
            from("escalate", REPORTED, COMMUNITY_HANDLING)
                    .by(COMMUNITY)
                    .unless((record, _, _, _) -> unverified(record)),
            from("send-back", STREET_PENDING).by(STREET).unless((record, _, _, _) -> ticketOnly(record)),
            from("ticket", STREET_PENDING, STREET_HANDLING)
                    .by(STREET, STREET_LEADER)
                    .unless((record, _, _, _) -> unlocated(record)),
            from("check", CHECKING)
                    .by(GRID_WORKER)
                    .within((record, grant, _) -> taskReaches(record, grant, CHECKING))
                    .unless((record, _, caller, _) ->
                            handledBy(record, caller) ? forbidden("CHECKER_HANDLED_IT") : null),
            from("check", CHECKING)
                    .by(STREET)
                    .unless((record, _, caller, _) -> handledBy(record, caller)
                            ? forbidden("CHECKER_HANDLED_IT")
                            : unlessMissed(record, ClockKind.CHECK)),
            from("endorse", TICKETED, DISPATCHED, RETURN_REVIEW, HANDLING, SUSPENDED, RULING)
                    .by(STREET_LEADER)
                    .unless((record, _, _, _) -> noEmergency(record)),
            from("take-back", TICKETED, DISPATCHED)
                    .by(STREET_LEADER)
                    .unless((record, _, _, _) ->
                            record.progress().takeBackAsked() ? conflict("TAKE_BACK_ASKED") : noEmergency(record)),
            open("urge")
                    .by(STREET, STREET_LEADER)
                    .unless((record, _, _, _) -> record.progress().everTicketed() ? null : conflict("NEVER_TICKETED")),
            open("reply-supervision")
                    .by(COMMUNITY, STREET, STREET_LEADER)
                    .unless((record, _, _, _) ->
                            ClockGuards.supervisionFor(record).isPresent() ? null : conflict("NOT_SUPERVISED")),
            from("confirm", CONFIRMING).by(STREET_LEADER).unless((record, _, _, _) -> leaderConfirms(record)),
            from("veto", CONFIRMING).by(STREET_LEADER).unless((record, _, _, _) -> leaderConfirms(record)),
            from("confirm", CONFIRMING)
                    .by(STREET, DISPATCHER, COMMAND_LEADER)
                    .unless((record, acting, _, _) ->
                            record.ledByStreet() == (acting.role() != STREET) ? null : forbidden("FORBIDDEN")),
            from("veto", CONFIRMING)
                    .by(STREET, DISPATCHER, COMMAND_LEADER)
                    .unless((record, acting, _, _) ->
                            record.ledByStreet() == (acting.role() != STREET) ? null : forbidden("FORBIDDEN")),
            from("rate", CLOSED)
                    .by(GRID_WORKER, CITIZEN, COMMUNITY, STREET)
                    .within((record, _, caller) -> record.reportedBy(caller.account()))
                    .unless((record, _, caller, _) ->
                            record.progress().ratedBy().contains(caller.account()) ? conflict("ALREADY_RATED") : null),
            from("reopen", CLOSED)
                    .by(GRID_WORKER, CITIZEN, COMMUNITY)
                    .within((record, _, caller) -> record.reportedBy(caller.account()))
                    .unless((record, _, _, now) -> tooLate(record, now)),
            from("reopen", CLOSED).by(STREET).unless((record, _, _, now) -> tooLate(record, now)),
            from("call-back", CLOSED)
                    .by(COMMUNITY, STREET)
                    .unless((record, acting, caller, _) -> notToCall(record, acting, caller)),
            from("spot-check", CLOSED).by(GRID_WORKER).within((record, grant, _) -> spotCheckReaches(record, grant)));

    /** The table; all of intake's desks decide by it. */
    public static final TransitionTable<IntakeCase, CaseState> TABLE =
            new TransitionTable<>(LINES, IntakeCase::state, IntakeTable::visible);

    private IntakeTable() {}

    private static Transition<IntakeCase, CaseState> from(String action, CaseState first, CaseState... others) {
        return Transition.from(action, first, others);
    }

    private static Transition<IntakeCase, CaseState> open(String action) {
        return Transition.from(
                action,
                REPORTED,
                VERIFYING,
                COMMUNITY_HANDLING,
                STREET_PENDING,
                STREET_HANDLING,
                TICKETED,
                DISPATCHED,
                RETURN_REVIEW,
                HANDLING,
                SUSPENDED,
                RULING,
                CHECKING,
                CONFIRMING);
    }

    private static boolean visible(IntakeCase record, Grant grant, Caller caller) {
        return record.reportedBy(caller.account()) || reads(record, grant);
    }

    private static boolean reads(IntakeCase record, Grant grant) {
        Progress.CountyShare county = record.progress().county();
        return (READERS.contains(grant.role()) && covers(record, grant))
                || (county != null && grant.speaksFor(county.units(), record.jurisdiction()));
    }

    /** A citizen follows what they reported, or what an offer of exactly that grid opened to them. */
    private static boolean followable(IntakeCase record, Grant grant, Caller caller) {
        return record.reportedBy(caller.account())
                || (record.facts().gridCode() != null
                        && grant.scopes().contains(record.facts().gridCode()));
    }

    private static boolean covers(IntakeCase record, Grant grant) {
        return grant.covers(record.jurisdiction());
    }

    /** A task is given to all grid workers of the community, for that action alone. */
    private static boolean taskReaches(IntakeCase record, Grant grant, CaseState task) {
        return covers(record, grant)
                || (record.state() == task
                        && grant.sharesCommunityWith(record.facts().gridCode()));
    }

    /** A spot-check is given to the grid workers of the street that was drawn, for that action alone. */
    static boolean spotCheckReaches(IntakeCase record, Grant grant) {
        Progress.SpotCheck drawn = record.progress().spotCheck();
        return drawn != null
                && drawn.passed() == null
                && grant.scopes().stream().anyMatch(scope -> scope.startsWith(drawn.streetCode()));
    }

    /** Whether the caller sees the case only for its spot-check, and so may not see who handled it. */
    static boolean blind(IntakeCase record, Caller caller) {
        return caller.grants().stream().noneMatch(grant -> visible(record, grant, caller));
    }

    /** Whether the caller sees the case only because they joined it, so that the report is another person's. */
    static boolean follows(IntakeCase record, Caller caller) {
        return record.reportedBy(caller.account())
                && !record.reporters().getFirst().account().equals(caller.account())
                && caller.grants().stream().noneMatch(grant -> reads(record, grant) || hasTask(record, grant));
    }

    /** Whether the caller may read the text and photos of a report. */
    public static boolean readsReport(IntakeCase record, Caller caller) {
        return TABLE.sees(record, caller) && !follows(record, caller);
    }

    private static boolean hasTask(IntakeCase record, Grant grant) {
        return grant.role() == GRID_WORKER
                && (taskReaches(record, grant, VERIFYING)
                        || taskReaches(record, grant, CHECKING)
                        || spotCheckReaches(record, grant));
    }

    private static @Nullable Denial unlessMissed(IntakeCase record, ClockKind kind) {
        return ClockGuards.missed(record, kind) ? null : conflict("NOT_MISSED_YET");
    }

    private static @Nullable Denial noEmergency(IntakeCase record) {
        Ticket ticket = record.progress().ticket();
        if (ticket == null || !ticket.needsEndorsement()) {
            return conflict("NOT_AN_EMERGENCY");
        }
        return record.progress().endorsed() ? conflict("ALREADY_ENDORSED") : null;
    }

    /** The street's leader, once the street was silent about a citizen's case. */
    private static @Nullable Denial leaderConfirms(IntakeCase record) {
        if (record.ledByStreet()) {
            return forbidden("FORBIDDEN");
        }
        return record.clocks().open(ClockKind.CONFIRMATION_LEADER).findAny().isPresent()
                ? null
                : conflict("NOT_MISSED_YET");
    }

    private static @Nullable Denial notToCall(IntakeCase record, Grant acting, Caller caller) {
        if (!record.answersToCitizen()) {
            return conflict("NOBODY_TO_CALL");
        }
        if (record.progress().calledBack()) {
            return conflict("ALREADY_CALLED_BACK");
        }
        boolean communityHandled = handledAt(record, HandlingLevel.COMMUNITY);
        if (handledBy(record, caller) || (communityHandled && acting.role() == COMMUNITY)) {
            return forbidden("OWN_DECISION");
        }
        return communityHandled == (acting.role() == STREET) ? null : forbidden("FORBIDDEN");
    }

    /** Whether a closed case can still be reopened. */
    static boolean reopens(IntakeCase record, Instant now) {
        Instant closed = record.progress().closedAt();
        return closed == null
                || !now.isAfter(ClockGuards.callBackOver(record)
                        .filter(closed::isBefore)
                        .orElse(closed)
                        .plus(REOPENING));
    }

    private static boolean handledAt(IntakeCase record, HandlingLevel level) {
        Progress.SelfHandling handling = record.progress().selfHandling();
        return handling != null && handling.level() == level;
    }

    private static boolean reporter(IntakeCase record, Caller caller) {
        return record.reporters().getFirst().account().equals(caller.account());
    }

    private static boolean handledBy(IntakeCase record, Caller caller) {
        Progress.SelfHandling handling = record.progress().selfHandling();
        return handling != null && handling.handledBy().equals(caller.account());
    }

    private static @Nullable Denial unverified(IntakeCase record) {
        return record.awaitsVerification() ? conflict("VERIFICATION_REQUIRED") : unlocated(record);
    }

    private static @Nullable Denial unlocated(IntakeCase record) {
        return record.facts().gridCode() == null ? conflict("UNLOCATED") : null;
    }

    private static @Nullable Denial ticketOnly(IntakeCase record) {
        return record.progress().ticketOnly() ? conflict("TICKET_ONLY") : null;
    }

    private static @Nullable Denial tooLate(IntakeCase record, Instant now) {
        return reopens(record, now) ? null : conflict("REOPEN_TOO_LATE");
    }
}
