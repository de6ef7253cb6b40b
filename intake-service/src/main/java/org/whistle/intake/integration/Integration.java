package org.whistle.intake.integration;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;

/**
 * Another system that may call.
 *
 * @param code its account, such as {@code city-app}
 * @param county 6 digits
 * @param scopes where it may report: code prefixes within the county
 * @param source of the cases it reports
 * @param perMinute calls a minute at most
 * @param revokedAt since when none of its keys opens anything
 */
public record Integration(
        String code,
        String name,
        String county,
        List<String> scopes,
        Source source,
        Set<Operation> operations,
        int perMinute,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    public Integration {
        scopes = List.copyOf(scopes);
        operations = Set.copyOf(operations);
    }

    /** The operations that a key can allow. */
    public enum Operation {
        /** reports */
        REPORT,
        /** reads its own requests with what only it may see */
        READ_OWN
    }

    /**
     * The caller of one of its calls: a citizen's rights within its scopes, for this call only. A key is never turned into a
     * token that leaves the process.
     *
     * @param person who of its users, such as the case's own id
     */
    public Caller acting(String person, @Nullable String requestId) {
        return new Caller(account(person), List.of(new Grant(Role.CITIZEN, scopes, null)), requestId);
    }

    /** The account of one of its users. */
    public String account(String person) {
        return "integration:" + code + ":" + person;
    }
}
