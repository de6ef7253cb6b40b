package org.whistle.kit.caller;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;

/**
 * The claim {@code grants} of a token: a list of {@code {role, scopes, unit?, from?, to?}}, the times as RFC 3339 with an
 * offset, {@code to} exclusive. What is not understood is not granted.
 */
public final class GrantClaims {

    static final String NAME = "grants";

    private GrantClaims() {}

    /** Those that hold at an instant, whenever the token was made. */
    public static List<Grant> validAt(Instant now, @Nullable Object claim) {
        return claim instanceof List<?> grants
                ? grants.stream().flatMap(grant -> grant(now, grant).stream()).toList()
                : List.of();
    }

    private static Optional<Grant> grant(Instant now, Object claim) {
        if (!(claim instanceof Map<?, ?> grant)
                || !(grant.get("scopes") instanceof List<?> scopes)
                || !holds(now, grant.get("from"), grant.get("to"))) {
            return Optional.empty();
        }
        @Nullable Object unit = grant.get("unit");
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(grant.get("role")))
                .findFirst()
                .map(role -> new Grant(
                        role,
                        scopes.stream()
                                .map(Object::toString)
                                .filter(scope -> !scope.isBlank())
                                .toList(),
                        unit == null ? null : unit.toString()));
    }

    private static boolean holds(Instant now, @Nullable Object from, @Nullable Object to) {
        try {
            return (from == null || !now.isBefore(instant(from))) && (to == null || now.isBefore(instant(to)));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Instant instant(Object time) {
        return OffsetDateTime.parse(time.toString()).toInstant();
    }
}
