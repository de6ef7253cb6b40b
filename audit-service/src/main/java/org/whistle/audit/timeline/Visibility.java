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
 * Which cases somebody may read: those in the scopes of a role that reads cases, and those a part of which their unit was
 * ever offered.
 *
 * @param scopes code prefixes
 */
public record Visibility(Set<String> scopes, Set<String> units) {

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
        return new Visibility(Set.copyOf(caller.scopesOf(READERS)), Set.copyOf(caller.units()));
    }

    /** Whether a case is among it. */
    public boolean covers(@Nullable String code, Collection<String> caseUnits) {
        boolean inScope = code != null && scopes.stream().anyMatch(code::startsWith);
        return inScope || caseUnits.stream().anyMatch(units::contains);
    }

    /** The same as a condition on {@code audit_case}, in a form its indexes serve. */
    String condition(Map<String, Object> parameters) {
        List<String> alternatives = new ArrayList<>();
        int number = 0;
        for (String scope : scopes) {
            alternatives.add(startsWith("scope" + number++, scope, parameters));
        }
        if (!units.isEmpty()) {
            alternatives.add("units && :visibleUnits::text[]");
            parameters.put("visibleUnits", units.toArray(String[]::new));
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
