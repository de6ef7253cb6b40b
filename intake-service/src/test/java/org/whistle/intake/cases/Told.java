package org.whistle.intake.cases;

import static org.whistle.events.code.Role.CITIZEN;
import static org.whistle.events.code.Role.COMMUNITY;
import static org.whistle.events.code.Role.DEPARTMENT;
import static org.whistle.events.code.Role.GRID_WORKER;
import static org.whistle.events.code.Role.HANDLER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Role;
import org.whistle.intake.cases.CasesByState.Sample;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.testing.TransitionText;

/** Written by hand, not derived from the table: who is in scope, whom an action is for, and the answer each caller gets. */
final class Told {

    private static final Set<Role> NEVER = Set.of(Role.HANDLER, Role.ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);
    private static final Set<String> OF_REPORTERS = Set.of("rate", "reopen");

    private Told() {}

    static String to(TransitionText written, Sample sample, String action, Caller caller) {
        IntakeCase record = sample.record();
        Grant grant = caller.grants().getFirst();
        if (!sees(record, grant, caller)) {
            return "404 NOT_FOUND";
        }
        if (action.equals("join") && record.state().open() && record.reportedBy(caller.account())) {
            return written.verdict(
                    action,
                    record.state().name(),
                    grant.role().name(),
                    true,
                    TransitionText.Guards.parse("join=ALREADY_JOINED"));
        }
        return written.verdict(
                action,
                record.state().name(),
                grant.role().name(),
                reaches(record, action, grant, caller),
                sample.guards());
    }

    private static boolean sees(IntakeCase record, Grant grant, Caller caller) {
        if (NEVER.contains(grant.role())) {
            return false;
        }
        Progress.CountyShare county = record.progress().county();
        return switch (grant.role()) {
            case CITIZEN -> record.reportedBy(caller.account()) || offered(record, grant);
            case DEPARTMENT -> county != null && county.units().contains(grant.unit()) && inScope(record, grant);
            case GRID_WORKER -> inScope(record, grant) || hasTask(record, grant) || drawn(record, grant);
            default -> inScope(record, grant);
        };
    }

    /** Some actions are for reporters, or for those who were given a task. */
    private static boolean reaches(IntakeCase record, String action, Grant grant, Caller caller) {
        if (action.equals("withdraw") || action.equals("supplement")) {
            return record.reporters().getFirst().account().equals(caller.account());
        }
        if (action.equals("spot-check")) {
            return drawn(record, grant);
        }
        if (OF_REPORTERS.contains(action) && !(action.equals("reopen") && grant.role() == Role.STREET)) {
            return record.reportedBy(caller.account());
        }
        boolean task = (action.equals("verify") && record.state() == CaseState.VERIFYING)
                || (action.equals("check") && record.state() == CaseState.CHECKING);
        return grant.role() == CITIZEN || inScope(record, grant) || (task && hasTask(record, grant));
    }

    private static boolean inScope(IntakeCase record, Grant grant) {
        String code = String.valueOf(record.jurisdiction());
        return grant.scopes().stream().anyMatch(code::startsWith);
    }

    /** Shown to a citizen as perhaps the same thing: opened to them by exactly its grid. */
    private static boolean offered(IntakeCase record, Grant grant) {
        return grant.scopes().contains(String.valueOf(record.jurisdiction()));
    }

    private static boolean hasTask(IntakeCase record, Grant grant) {
        return (record.state() == CaseState.VERIFYING || record.state() == CaseState.CHECKING)
                && grant.scopes().getFirst().startsWith(DeskScene.COMMUNITY_CODE);
    }

    private static boolean drawn(IntakeCase record, Grant grant) {
        Progress.SpotCheck check = record.progress().spotCheck();
        return check != null
                && check.passed() == null
                && grant.scopes().getFirst().startsWith(check.streetCode());
    }

    /** All roles in scope, all roles of another street, county or unit, and the neighbours of the grid. */
    static Stream<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (Role role : Role.values()) {
            callers.add(caller(role, "", scopeOf(role, DeskScene.GRID), "SANITATION"));
            callers.add(caller(role, "-other", scopeOf(role, "350998002001001"), "WATER"));
            callers.add(caller(role, "-namesake", scopeOf(role, "350998002001001"), "SANITATION"));
        }
        callers.add(caller(CITIZEN, "-offered", DeskScene.GRID, null));
        callers.add(caller(GRID_WORKER, "-neighbour", DeskScene.COMMUNITY_CODE + "002", null));
        callers.add(caller(GRID_WORKER, "-of-the-next-street", DeskScene.OTHER_STREET + "001001", null));
        callers.add(caller(COMMUNITY, "-next-door", DeskScene.STREET_CODE + "002", null));
        callers.add(caller(Role.STREET, "-next-door", DeskScene.OTHER_STREET, null));
        return callers.stream();
    }

    private static Caller caller(
            Role role, String suffix, String scope, @org.jspecify.annotations.Nullable String unit) {
        String account = (role == GRID_WORKER
                        ? "grid"
                        : role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                + suffix;
        boolean ofUnit = role == DEPARTMENT || role == HANDLER;
        return new Caller(account, List.of(new Grant(role, List.of(scope), ofUnit ? unit : null)), "request");
    }

    private static String scopeOf(Role role, String grid) {
        int digits = switch (role) {
            case GRID_WORKER -> 15;
            case COMMUNITY -> 12;
            case STREET, STREET_LEADER -> 9;
            default -> 6;
        };
        return grid.substring(0, digits);
    }
}
