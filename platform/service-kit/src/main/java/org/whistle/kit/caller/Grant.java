package org.whistle.kit.caller;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;

/**
 * A role with its reach.
 *
 * @param scopes code prefixes: county 6, street 9, community 12, grid 15 digits
 * @param unit the responsible unit, for liaisons and handlers
 */
public record Grant(
        Role role, List<String> scopes, @Nullable String unit) {

    /** The roles that are held for a unit. */
    public Grant {
        scopes = List.copyOf(scopes);
    }

    /** Whether the code lies in one of the scopes; an absent code lies in none. */
    public boolean covers(@Nullable String code) {
        return code != null && scopes.stream().anyMatch(code::startsWith);
    }

    /** Whether it speaks for one of these units: its liaison sees all that the unit has, a handler what is assigned to them. */
    public boolean speaksFor(Collection<String> units, @Nullable String code) {
        return role == Role.DEPARTMENT && isOf(units, code);
    }

    /** Whether it is held in one of these units, at a place in one of its scopes: two counties may have units of one code. */
    public boolean isOf(Collection<String> units, @Nullable String code) {
        return unit != null && units.contains(unit) && covers(code);
    }

    /** Whether a scope lies in the same community as the grid. */
    public boolean sharesCommunityWith(@Nullable String gridCode) {
        return gridCode != null
                && gridCode.length() >= COMMUNITY_DIGITS
                && (covers(gridCode)
                        || scopes.stream()
                                .anyMatch(scope -> scope.startsWith(gridCode.substring(0, COMMUNITY_DIGITS))));
    }

    private static final int COMMUNITY_DIGITS = 12;
}
