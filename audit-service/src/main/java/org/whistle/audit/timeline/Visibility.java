package org.whistle.audit.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;

/**
 * Which cases a caller may read: those in the scopes of a role that reads cases, and those a part of which their unit was
 * ever offered, at the places where it is theirs.
 *
 * @param scopes code prefixes
 */
public record Visibility(Set<String> scopes, Set<Caller.UnitAt> units) {

    private static final Set<Role> READERS = EnumSet.of(
            Role.GRID_WORKER,
            Role.COMMUNITY,
            Role.STREET,
            Role.STREET_LEADER,
            Role.DISPATCHER,
            Role.COMMAND_LEADER,
            Role.SUPERVISOR);

    /** The character after all digits, in the order of bytes. */
    private static final String AFTER_DIGITS = ":";

    public Visibility {
        scopes = Set.copyOf(scopes);
        units = Set.copyOf(units);
    }

    /** What a caller may read. */
    public static Visibility of(Caller caller) {
        return new Visibility(Set.copyOf(caller.scopesOf(READERS)), Set.copyOf(caller.unitsAt()));
    }

    /** Whether a case is among it. */
    public boolean covers(@Nullable String code, Collection<String> caseUnits) {
        return code != null
                && (scopes.stream().anyMatch(code::startsWith)
                        || units.stream()
                                .anyMatch(own -> caseUnits.contains(own.unit()) && code.startsWith(own.scope())));
    }

    /** The same as a condition on {@code audit_case}, in a form its indexes serve. */
    String condition(Map<String, Object> parameters) {
        List<String> alternatives = new ArrayList<>();
        int number = 0;
        for (String scope : scopes) {
            alternatives.add(startsWith("scope" + number++, scope, parameters));
        }
        for (Caller.UnitAt own : units) {
            String name = "own" + number++;
            alternatives.add("units @> array[:%sUnit]::text[] and %s"
                    .formatted(name, startsWith(name, own.scope(), parameters)));
            parameters.put(name + "Unit", own.unit());
        }
        return alternatives.isEmpty() ? "false" : "(" + String.join(" or ", alternatives) + ")";
    }

    /** A code prefix as a range; codes are digits. */
    static String startsWith(String name, String prefix, Map<String, Object> parameters) {
        parameters.put(name, prefix);
        parameters.put(name + "End", prefix + AFTER_DIGITS);
        return "(jurisdiction >= :%1$s and jurisdiction < :%1$sEnd)".formatted(name);
    }
}
