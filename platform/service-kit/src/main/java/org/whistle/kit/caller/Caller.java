package org.whistle.kit.caller;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;

/**
 * Somebody with a valid token.
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

    /** Whether the caller holds one of these roles, whatever the scope. */
    public boolean is(Role first, Role... others) {
        return in(EnumSet.of(first, others)).findAny().isPresent();
    }

    /** The scopes of all grants with one of these roles. */
    public List<String> scopesOf(Set<Role> roles) {
        return in(roles).flatMap(grant -> grant.scopes().stream()).distinct().toList();
    }

    /** The units the caller speaks or works for. */
    public List<String> units() {
        return grants.stream()
                .flatMap(grant -> Stream.ofNullable(grant.unit()))
                .distinct()
                .toList();
    }
}
