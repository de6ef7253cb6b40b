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

/** By hand, and not by the table: who sees a part, and so what each caller is told. */
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

    /** Everybody of the county and of the part's unit, and everybody of another county or unit, or of another county's unit of the same code. */
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
