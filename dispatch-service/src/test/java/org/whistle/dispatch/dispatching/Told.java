package org.whistle.dispatch.dispatching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.whistle.dispatch.dispatching.CasesByState.Sample;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.testing.TransitionText;

/** Written by hand, not derived from the table: who is in scope, and the answer each caller gets. */
final class Told {

    private Told() {}

    static String to(TransitionText written, Sample sample, String action, Caller caller) {
        DispatchCase record = sample.record();
        Grant grant = caller.grants().getFirst();
        return sees(record, grant)
                ? written.verdict(action, record.state().name(), grant.role().name(), true, sample.guards())
                : "404 NOT_FOUND";
    }

    private static boolean sees(DispatchCase record, Grant grant) {
        return switch (grant.role()) {
            case HANDLER, ADMIN, SECURITY_ADMIN, AUDIT_ADMIN, CITIZEN -> false;
            case DEPARTMENT ->
                DeskScene.GRID.startsWith(grant.scopes().getFirst())
                        && record.parts().stream().anyMatch(part -> part.unit().equals(grant.unit()));
            case GRID_WORKER, COMMUNITY, STREET, STREET_LEADER, DISPATCHER, COMMAND_LEADER, SUPERVISOR ->
                DeskScene.GRID.startsWith(grant.scopes().getFirst());
        };
    }

    /** All roles in scope, and all roles of another county, street or unit. */
    static Stream<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (Role role : Role.values()) {
            String account = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
            callers.add(caller(account, role, DeskScene.GRID, "SANITATION"));
            callers.add(caller(account + "-other", role, "350998002001001", "FORESTRY"));
            callers.add(caller(account + "-namesake", role, "350998002001001", "SANITATION"));
        }
        callers.add(caller("street-next-door", Role.STREET, "350999002001001", ""));
        return callers.stream();
    }

    private static Caller caller(String account, Role role, String grid, String unit) {
        int digits = switch (role) {
            case GRID_WORKER -> 15;
            case COMMUNITY -> 12;
            case STREET, STREET_LEADER -> 9;
            default -> 6;
        };
        boolean ofUnit = role == Role.DEPARTMENT || role == Role.HANDLER;
        return new Caller(
                account, List.of(new Grant(role, List.of(grid.substring(0, digits)), ofUnit ? unit : null)), "request");
    }
}
