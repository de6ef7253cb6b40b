package org.whistle.department.part;

import static org.whistle.events.code.PartState.HANDLING;
import static org.whistle.events.code.PartState.OFFERED;
import static org.whistle.events.code.Role.COMMAND_LEADER;
import static org.whistle.events.code.Role.DEPARTMENT;
import static org.whistle.events.code.Role.DISPATCHER;
import static org.whistle.events.code.Role.HANDLER;
import static org.whistle.events.code.Role.SUPERVISOR;
import static org.whistle.kit.desk.Denial.conflict;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.desk.Transition;
import org.whistle.kit.desk.TransitionTable;

/** Who may do what when at a unit's desk (domain.md, Transitions). */
final class PartTable {

    static final Set<Role> READERS = EnumSet.of(DISPATCHER, COMMAND_LEADER, SUPERVISOR);

    private static final Set<Role> UNIT_ROLES = EnumSet.of(DEPARTMENT, HANDLER);

    private static final List<Transition<Assignment, PartState>> LINES = List.of(
            from("accept", OFFERED),
            from("request-return", OFFERED)
                    .unless((assignment, _, _, _) ->
                            assignment.part().returnAllowed() ? null : conflict("RETURN_NOT_ALLOWED")),
            from("complete", HANDLING)
                    .unless((assignment, _, _, _) -> assistantsOpen(assignment) ? conflict("ASSISTANTS_OPEN") : null));

    static final TransitionTable<Assignment, PartState> TABLE = new TransitionTable<>(
            LINES,
            Assignment::state,
            (assignment, grant, _) -> (READERS.contains(grant.role()) && grant.covers(assignment.jurisdiction()))
                    || (UNIT_ROLES.contains(grant.role()) && ofUnit(assignment, grant)));

    private PartTable() {}

    /** Every action here is a liaison's, about a part of the own unit. */
    private static Transition<Assignment, PartState> from(String action, PartState first) {
        return Transition.<Assignment, PartState>from(action, first)
                .by(DEPARTMENT)
                .within((assignment, grant, _) -> ofUnit(assignment, grant));
    }

    private static boolean ofUnit(Assignment assignment, Grant grant) {
        return assignment.part().unit().equals(grant.unit());
    }

    /** The lead completes after every assisting part is done or ended. */
    private static boolean assistantsOpen(Assignment assignment) {
        return assignment.part().lead()
                && assignment.record().parts().stream().anyMatch(part -> !part.lead() && part.open());
    }
}
