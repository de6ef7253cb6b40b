package org.whistle.kit.caller;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;

/**
 * The account of a valid token.
 *
 * @param account the token's subject
 * @param requestId the request's Idempotency-Key, which its events name as their cause
 */
public record Caller(
        String account, List<Grant> grants, @Nullable String requestId) {

    public Caller {
        grants = List.copyOf(grants);
    }

    /** The grants with one of these roles. */
    public Stream<Grant> in(Set<Role> roles) {
        return grants.stream().filter(grant -> roles.contains(grant.role()));
    }

    /** Whether the caller holds one of these roles, with any scope. */
    public boolean is(Role first, Role... others) {
        return in(EnumSet.of(first, others)).findAny().isPresent();
    }

    /** The scopes of all grants with one of these roles. */
    public List<String> scopesOf(Set<Role> roles) {
        return in(roles).flatMap(grant -> grant.scopes().stream()).distinct().toList();
    }

    /** A unit, and the code prefix of the places where the grant for it is valid. */
    public record UnitAt(String unit, String scope) {}

    /** The units the caller speaks for, each with its places. */
    public List<UnitAt> unitsAt() {
        return in(EnumSet.of(Role.DEPARTMENT))
                .flatMap(grant -> Stream.ofNullable(grant.unit())
                        .flatMap(unit -> grant.scopes().stream().map(scope -> new UnitAt(unit, scope))))
                .distinct()
                .toList();
    }

    /** The same as parameters of a query: {@code units} and {@code unitScopes}, of equal length. */
    public Map<String, Object> unitParameters() {
        List<UnitAt> units = unitsAt();
        return Map.of(
                "units", units.stream().map(UnitAt::unit).toArray(String[]::new),
                "unitScopes", units.stream().map(UnitAt::scope).toArray(String[]::new));
    }
}
