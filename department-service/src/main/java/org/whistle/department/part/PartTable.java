package org.whistle.department.part;

import static org.whistle.events.code.PartState.DONE;
import static org.whistle.events.code.PartState.ENDED;
import static org.whistle.events.code.PartState.HANDLING;
import static org.whistle.events.code.PartState.OFFERED;
import static org.whistle.events.code.PartState.RETURN_REVIEW;
import static org.whistle.events.code.PartState.SUSPENDED;
import static org.whistle.events.code.Role.COMMAND_LEADER;
import static org.whistle.events.code.Role.DEPARTMENT;
import static org.whistle.events.code.Role.DISPATCHER;
import static org.whistle.events.code.Role.HANDLER;
import static org.whistle.events.code.Role.SUPERVISOR;
import static org.whistle.kit.desk.Denial.conflict;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Denial;
import org.whistle.kit.desk.Transition;
import org.whistle.kit.desk.TransitionTable;

/** Who may do what when at a unit's desk (domain.md, Transitions). */
final class PartTable {

    static final Set<Role> READERS = EnumSet.of(DISPATCHER, COMMAND_LEADER, SUPERVISOR);

    /** So many extensions, and so many suspensions, a part is granted at most. */
    private static final int GRANTED_AT_MOST = 2;

    private static final List<Transition<Assignment, PartState>> LINES = List.of(
            from("accept", OFFERED),
            from("request-return", OFFERED).unless((assignment, _, _, now) -> noReturn(assignment, now)),
            from("check-in", HANDLING).by(DEPARTMENT, HANDLER).unless((assignment, _, _, _) -> noCheckIn(assignment)),
            from("assign-handler", HANDLING, SUSPENDED),
            from("note", HANDLING, SUSPENDED).by(DEPARTMENT, HANDLER),
            from("complete-stage", HANDLING)
                    .unless((assignment, _, _, _) -> Stages.open(assignment).isEmpty() ? conflict("NO_STAGE") : null),
            from("request-extension", HANDLING)
                    .unless((assignment, _, _, now) -> noRequest(
                            assignment, now, assignment.part().requests().extensions(), "TOO_MANY_EXTENSIONS")),
            from("request-suspension", HANDLING)
                    .unless((assignment, _, _, now) -> noRequest(
                            assignment, now, assignment.part().requests().suspensions(), "TOO_MANY_SUSPENSIONS")),
            from("complete", HANDLING).unless((assignment, _, _, _) -> notComplete(assignment)),
            from("reply-supervision", OFFERED, RETURN_REVIEW, HANDLING, SUSPENDED, DONE)
                    .unless((assignment, _, _, _) ->
                            assignment.supervision().isPresent() ? null : conflict("NOT_SUPERVISED")),
            from("appeal", ENDED).unless((assignment, _, _, now) -> noAppeal(assignment, now)));

    static final TransitionTable<Assignment, PartState> TABLE = new TransitionTable<>(
            LINES,
            Assignment::state,
            (assignment, grant, caller) -> (READERS.contains(grant.role()) && grant.covers(assignment.jurisdiction()))
                    || ofUnit(assignment, grant, caller));

    private PartTable() {}

    /** An action of a liaison, about a part of the own unit. */
    private static Transition<Assignment, PartState> from(String action, PartState first, PartState... others) {
        return Transition.<Assignment, PartState>from(action, first, others)
                .by(DEPARTMENT)
                .within((assignment, grant, caller) -> ofUnit(assignment, grant, caller));
    }

    /** A liaison sees the unit's parts, a handler those assigned to them. */
    private static boolean ofUnit(Assignment assignment, Grant grant, Caller caller) {
        UnitPart part = assignment.part();
        return grant.isOf(List.of(part.unit()), assignment.jurisdiction())
                && (grant.role() == DEPARTMENT
                        || caller.account().equals(part.work().handler()));
    }

    private static @Nullable Denial noReturn(Assignment assignment, Instant now) {
        UnitPart.Returns returns = assignment.part().returns();
        if (!returns.allowed()) {
            return conflict("RETURN_NOT_ALLOWED");
        }
        return returns.until() != null && now.isAfter(returns.until()) ? conflict("RETURN_TOO_LATE") : null;
    }

    private static @Nullable Denial noCheckIn(Assignment assignment) {
        if (!assignment.record().ticket().urgent()) {
            return conflict("EMERGENCY_ONLY");
        }
        return assignment.part().work().arrivedAt() == null ? null : conflict("ALREADY_CHECKED_IN");
    }

    /** Asked for before the deadline, one request at a time, and not more often than is granted. */
    private static @Nullable Denial noRequest(Assignment assignment, Instant now, int granted, String tooMany) {
        if (assignment.part().requests().pending() != null) {
            return conflict("REQUEST_PENDING");
        }
        if (granted >= GRANTED_AT_MOST) {
            return conflict(tooMany);
        }
        boolean late =
                assignment.handlingClock().filter(clock -> !clock.lateAt(now)).isEmpty();
        return late ? conflict("DEADLINE_PASSED") : null;
    }

    /** The lead completes after every assisting part is done or ended, and the last stage after the others. */
    private static @Nullable Denial notComplete(Assignment assignment) {
        if (assignment.part().lead()
                && assignment.record().parts().stream().anyMatch(part -> !part.lead() && part.open())) {
            return conflict("ASSISTANTS_OPEN");
        }
        return Stages.open(assignment).isEmpty() ? null : conflict("STAGES_OPEN");
    }

    private static @Nullable Denial noAppeal(Assignment assignment, Instant now) {
        Instant until = assignment.part().appealUntil();
        if (until == null) {
            return conflict("ROUND_OPEN");
        }
        if (now.isAfter(until)) {
            return conflict("APPEAL_TOO_LATE");
        }
        if (!Requests.appealable(assignment).isEmpty()) {
            return null;
        }
        return assignment.part().appealable().isEmpty() ? conflict("NOTHING_TO_APPEAL") : conflict("ALREADY_APPEALED");
    }
}
