package org.whistle.department.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.whistle.department.part.PartsByState.Sample;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.testing.TransitionText;

/** Written by hand, not derived from the table: who sees a part, and the answer each caller gets. */
final class Told {

    private static final String COUNTY = "350999";

    private Told() {}

    static String to(TransitionText written, Sample sample, String action, Caller caller) {
        Grant grant = caller.grants().getFirst();
        return sees(sample.assignment().part(), grant, caller)
                ? written.verdict(
                        action, sample.assignment().state().name(), grant.role().name(), true, sample.guards())
                : "404 NOT_FOUND";
    }

    /** The unit sees its parts, a handler those given to them, the county's readers all of the county. */
    private static boolean sees(UnitPart part, Grant grant, Caller caller) {
        return switch (grant.role()) {
            case DEPARTMENT ->
                part.unit().equals(grant.unit()) && grant.scopes().contains(COUNTY);
            case HANDLER ->
                part.unit().equals(grant.unit())
                        && grant.scopes().contains(COUNTY)
                        && caller.account().equals(part.work().handler());
            case DISPATCHER, COMMAND_LEADER, SUPERVISOR -> grant.scopes().contains(COUNTY);
            case GRID_WORKER, COMMUNITY, STREET, STREET_LEADER, CITIZEN, ADMIN, SECURITY_ADMIN, AUDIT_ADMIN -> false;
        };
    }

    /**
     * All roles of the county and of the part's unit, all roles of another county or unit, and of another county's unit with
     * the same code.
     */
    static Stream<Caller> callers(Sample sample) {
        List<Caller> callers = new ArrayList<>();
        for (Role role : Role.values()) {
            String account = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
            callers.add(caller(account, role, COUNTY, sample.assignment().part().unit()));
            callers.add(caller(
                    account + "-colleague",
                    role,
                    COUNTY,
                    sample.assignment().part().unit()));
            callers.add(caller(account, role, "350998", "FORESTRY"));
            callers.add(
                    caller(account, role, "350998", sample.assignment().part().unit()));
        }
        return callers.stream();
    }

    private static Caller caller(String account, Role role, String scope, String unit) {
        boolean ofUnit = role == Role.DEPARTMENT || role == Role.HANDLER;
        return new Caller(account, List.of(new Grant(role, List.of(scope), ofUnit ? unit : null)), "request");
    }
}
