package org.whistle.dispatch.dispatching;

import static org.whistle.events.code.CaseState.DISPATCHED;
import static org.whistle.events.code.CaseState.HANDLING;
import static org.whistle.events.code.CaseState.RETURN_REVIEW;
import static org.whistle.events.code.CaseState.RULING;
import static org.whistle.events.code.CaseState.SUSPENDED;
import static org.whistle.events.code.CaseState.TICKETED;
import static org.whistle.events.code.Role.COMMAND_LEADER;
import static org.whistle.events.code.Role.COMMUNITY;
import static org.whistle.events.code.Role.DISPATCHER;
import static org.whistle.events.code.Role.GRID_WORKER;
import static org.whistle.events.code.Role.STREET;
import static org.whistle.events.code.Role.STREET_LEADER;
import static org.whistle.events.code.Role.SUPERVISOR;
import static org.whistle.kit.desk.Denial.conflict;
import static org.whistle.kit.desk.Denial.forbidden;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Role;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Denial;
import org.whistle.kit.desk.Transition;
import org.whistle.kit.desk.TransitionTable;

/** Who may do what when at the county command center (domain.md, Transitions). */
public final class DispatchTable {

    /** After so many approved returns of the lead only a designation goes on. */
    static final int RETURNS_TO_DESIGNATION = 2;

    static final Set<Role> READERS =
            EnumSet.of(GRID_WORKER, COMMUNITY, STREET, STREET_LEADER, DISPATCHER, COMMAND_LEADER, SUPERVISOR);

    private static final List<Transition<DispatchCase, CaseState>> LINES = List.of(
            from("file", TICKETED)
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, _, _) -> record.standing().filed() ? conflict("ALREADY_FILED") : null),
            from("reject", TICKETED)
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, _, _) -> record.standing().designated() ? conflict("DESIGNATED") : null),
            from("dispatch", TICKETED)
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, _, _) -> record.standing().approvedReturns() >= RETURNS_TO_DESIGNATION
                            ? conflict("TOO_MANY_RETURNS")
                            : null),
            from("designate", TICKETED)
                    .by(COMMAND_LEADER)
                    .unless((record, _, _, _) -> record.standing().approvedReturns() < RETURNS_TO_DESIGNATION
                            ? conflict("NOT_RETURNED_TWICE")
                            : null),
            from("review-return", RETURN_REVIEW, DISPATCHED, HANDLING, SUSPENDED)
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, caller, _) -> nothingToReview(record, caller)),
            from("recall", DISPATCHED, HANDLING, SUSPENDED).by(DISPATCHER, COMMAND_LEADER),
            from("add-assisting", DISPATCHED, HANDLING, SUSPENDED).by(DISPATCHER, COMMAND_LEADER),
            from("review-extension", RETURN_REVIEW, DISPATCHED, HANDLING, SUSPENDED)
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, _, _) ->
                            asks(record, request -> request.extension() != null) ? null : conflict("NOT_ASKED")),
            from("review-suspension", RETURN_REVIEW, DISPATCHED, HANDLING, SUSPENDED)
                    .by(COMMAND_LEADER)
                    .unless((record, _, _, _) ->
                            asks(record, request -> request.until() != null) ? null : conflict("NOT_ASKED")),
            from("resume", DISPATCHED, RETURN_REVIEW, HANDLING, SUSPENDED)
                    .by(COMMAND_LEADER)
                    .unless((record, _, _, _) ->
                            record.parts().stream().anyMatch(part -> part.state() == PartState.SUSPENDED)
                                    ? null
                                    : conflict("NOT_SUSPENDED")),
            open("urge").by(DISPATCHER, COMMAND_LEADER),
            open("supervise").by(COMMAND_LEADER).unless((record, _, _, _) -> {
                RoundStatus.Supervision present = record.standing().supervision();
                return present != null && present.level() == SupervisionLevel.RED ? conflict("ALREADY_RED") : null;
            }),
            open("reply-supervision")
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, _, _) ->
                            Oversight.supervisionFor(record).isPresent() ? null : conflict("NOT_SUPERVISED")),
            any("find-misconduct")
                    .by(COMMAND_LEADER)
                    .unless((record, _, _, _) -> record.parts().isEmpty() ? conflict("NOT_INVOLVED") : null),
            any("review-appeal")
                    .by(DISPATCHER, COMMAND_LEADER)
                    .unless((record, _, caller, _) ->
                            nothingToJudge(record, caller, appeal -> appeal.recommended() == null)),
            any("decide-appeal")
                    .by(COMMAND_LEADER)
                    .unless((record, _, caller, _) -> nothingToJudge(
                            record, caller, appeal -> appeal.recommended() != null && appeal.upheld() == null)),
            from("rule", RULING).by(COMMAND_LEADER),
            from("force-close", TICKETED, DISPATCHED, RETURN_REVIEW, HANDLING, SUSPENDED, RULING)
                    .by(COMMAND_LEADER));

    /** The table; the command center decides by it. */
    public static final TransitionTable<DispatchCase, CaseState> TABLE =
            new TransitionTable<>(LINES, DispatchCase::state, DispatchTable::visible);

    private DispatchTable() {}

    private static Transition<DispatchCase, CaseState> from(String action, CaseState first, CaseState... others) {
        return Transition.from(action, first, others);
    }

    private static Transition<DispatchCase, CaseState> open(String action) {
        return Transition.from(
                action,
                TICKETED,
                Arrays.stream(CaseState.values()).filter(CaseState::open).toArray(CaseState[]::new));
    }

    private static Transition<DispatchCase, CaseState> any(String action) {
        return Transition.from(action, TICKETED, CaseState.values());
    }

    /** Guard of appeals: there is one to judge in which the caller did not take part before. */
    private static @Nullable Denial nothingToJudge(DispatchCase record, Caller caller, Predicate<Appeal> which) {
        List<Appeal> waiting =
                record.standing().appeals().stream().filter(which).toList();
        if (waiting.isEmpty()) {
            return conflict("NO_APPEAL");
        }
        return waiting.stream().allMatch(appeal -> Oversight.decidedBefore(record, appeal, caller.account()))
                ? forbidden("OWN_DECISION")
                : null;
    }

    private static boolean asks(DispatchCase record, Predicate<Part.Request> which) {
        return record.parts().stream().map(Part::request).anyMatch(request -> request != null && which.test(request));
    }

    private static boolean visible(DispatchCase record, Grant grant, Caller caller) {
        return (READERS.contains(grant.role()) && grant.covers(record.jurisdiction()))
                || grant.speaksFor(record.units(), record.jurisdiction());
    }

    /** Guard of returns: there is one to review, and the caller did not offer the part. */
    private static @Nullable Denial nothingToReview(DispatchCase record, Caller caller) {
        List<Part> waiting = record.parts().stream()
                .filter(part -> part.state() == PartState.RETURN_REVIEW)
                .toList();
        if (waiting.isEmpty()) {
            return conflict("STATE");
        }
        return waiting.stream().allMatch(part -> part.offer().by().equals(caller.account()))
                ? forbidden("OWN_DECISION")
                : null;
    }
}
