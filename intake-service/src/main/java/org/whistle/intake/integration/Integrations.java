package org.whistle.intake.integration;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.events.AdminEvent;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.intake.integration.Integration.Operation;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** The integrations and their keys: administered by the security administrator, each step an entry of the admin log. */
@Service
public class Integrations {

    private static final Logger LOG = LoggerFactory.getLogger(Integrations.class);
    private static final Set<Role> ADMINISTERING = EnumSet.of(Role.SECURITY_ADMIN);
    private static final Set<Source> SOURCES = EnumSet.of(Source.OPEN311, Source.SENSOR);

    private final JdbcClient jdbc;
    private final AdminLog admin;
    private final ReferenceData reference;
    private final DatabaseTime time;

    Integrations(JdbcClient jdbc, AdminLog admin, ReferenceData reference, DatabaseTime time) {
        this.jdbc = jdbc;
        this.admin = admin;
        this.reference = reference;
        this.time = time;
    }

    /**
     * A new integration, as yet without a key.
     *
     * @throws RefusedException 403 for another role or county, 409 for a code already there, 422 for a wrong field
     */
    @Transactional
    public Integration admit(
            String code,
            String name,
            List<String> scopes,
            Source source,
            Set<Operation> operations,
            int perMinute,
            Caller caller) {
        String county = reference.countyOf(scopes);
        requireAdministrator(county, caller);
        if (!SOURCES.contains(source)) {
            throw RefusedException.field("/source", "SOURCE_NOT_ALLOWED");
        }
        Integration integration =
                new Integration(code, name, county, scopes, source, operations, perMinute, time.now(), null);
        insert(integration, caller);
        List<String> allowed = operations.stream().map(Enum::name).sorted().toList();
        admin.note(county, new AdminEvent.IntegrationAdmitted(code, name, source, scopes, allowed, perMinute), caller);
        LOG.info("decided action=admit-integration code={} scopes={} operations={}", code, scopes, allowed);
        return integration;
    }

    private void insert(Integration integration, Caller caller) {
        try {
            jdbc.sql("""
                            insert into integration
                                (code, name, county, scopes, source, operations, per_minute, created_by, created_at)
                            values (:code, :name, :county, :scopes, :source, :operations, :perMinute, :by, :at)
                            """)
                    .param("code", integration.code())
                    .param("name", integration.name())
                    .param("county", integration.county())
                    .param("scopes", integration.scopes().toArray(String[]::new))
                    .param("source", integration.source().name())
                    .param(
                            "operations",
                            integration.operations().stream().map(Enum::name).toArray(String[]::new))
                    .param("perMinute", integration.perMinute())
                    .param("by", caller.account())
                    .param("at", integration.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal.Conflict("INTEGRATION_EXISTS", null, List.of()));
        }
    }

    /** Those of the administrator's counties, by code. */
    public List<Integration> list(Caller caller) {
        if (!caller.is(Role.SECURITY_ADMIN)) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return jdbc.sql("""
                        select * from integration where exists (
                            select 1 from unnest(:scopes::text[]) as scope where starts_with(county, scope))
                        order by code
                        """)
                .param("scopes", caller.scopesOf(ADMINISTERING).toArray(String[]::new))
                .query(Integrations::integration)
                .list();
    }

    /** The keys of an integration, without themselves. */
    public List<Key> keys(String code, Caller caller) {
        administered(code, caller);
        return jdbc.sql("""
                        select name, valid_from, valid_to, revoked_at from integration_key
                        where integration = :code order by valid_from, name
                        """)
                .param("code", code)
                .query((row, _) -> new Key(
                        row.getString("name"),
                        instant(row, "valid_from").orElseThrow(),
                        instant(row, "valid_to").orElse(null),
                        instant(row, "revoked_at").orElse(null)))
                .list();
    }

    /**
     * Makes a key and answers it, this once. With an overlap it takes the place of the others, which go on for so long.
     *
     * @throws RefusedException 404 outside the caller's counties, 409 for a name used before or a revoked integration
     */
    @Transactional
    public String issue(
            String code,
            String name,
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Duration overlap,
            Caller caller) {
        Integration integration = administered(code, caller);
        if (integration.revokedAt() != null) {
            throw new RefusedException(new Refusal.Conflict("INTEGRATION_REVOKED", null, List.of()));
        }
        Instant now = time.now();
        Instant from = validFrom == null ? now : validFrom;
        if (validTo != null && !validTo.isAfter(from)) {
            throw RefusedException.field("/validTo", "BEFORE_FROM");
        }
        if (overlap != null) {
            endOthers(code, from.isAfter(now) ? from.plus(overlap) : now.plus(overlap));
        }
        SecretKey key = SecretKey.generate();
        try {
            jdbc.sql("""
                            insert into integration_key (integration, name, sha256, valid_from, valid_to)
                            values (:code, :name, :sha256, :from, :to)
                            """)
                    .param("code", code)
                    .param("name", name)
                    .param("sha256", key.sha256())
                    .param("from", from.atOffset(ZoneOffset.UTC))
                    .param("to", validTo == null ? null : validTo.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal.Conflict("KEY_EXISTS", null, List.of()));
        }
        admin.note(integration.county(), new AdminEvent.IntegrationKeyIssued(code, name, from, validTo), caller);
        LOG.info("decided action=issue-key integration={} key={} from={} to={}", code, name, from, validTo);
        return key.value();
    }

    private void endOthers(String code, Instant at) {
        jdbc.sql("""
                        update integration_key set valid_to = :at
                        where integration = :code and revoked_at is null and (valid_to is null or valid_to > :at)
                        """)
                .param("code", code)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Ends a key at once, or the whole integration where no key is named.
     *
     * @throws RefusedException 404 where there is none
     */
    @Transactional
    public void revoke(String code, @Nullable String key, String reason, Caller caller) {
        Integration integration = administered(code, caller);
        int ended = key == null
                ? jdbc.sql("update integration set revoked_at = coalesce(revoked_at, whistle_now()) where code = :code")
                        .param("code", code)
                        .update()
                : jdbc.sql("""
                                update integration_key set revoked_at = coalesce(revoked_at, whistle_now())
                                where integration = :code and name = :key
                                """).param("code", code).param("key", key).update();
        if (ended == 0) {
            throw RefusedException.notFound();
        }
        admin.note(integration.county(), new AdminEvent.IntegrationRevoked(code, key, reason), caller);
        LOG.info("decided action=revoke integration={} key={}", code, key);
    }

    /** The integration of a key; empty for one that is unknown, not yet or no longer valid, or revoked. */
    public Optional<Integration> authenticate(String key) {
        return jdbc.sql("""
                        select integration.* from integration_key
                        join integration on integration.code = integration_key.integration
                        where sha256 = :sha256 and valid_from <= (select whistle_now()) and (valid_to is null or valid_to > (select whistle_now()))
                        and integration_key.revoked_at is null and integration.revoked_at is null
                        """)
                .param("sha256", new SecretKey(key).sha256())
                .query(Integrations::integration)
                .optional();
    }

    private Integration administered(String code, Caller caller) {
        Integration found = jdbc.sql("select * from integration where code = :code")
                .param("code", code)
                .query(Integrations::integration)
                .optional()
                .filter(integration -> caller.in(ADMINISTERING).anyMatch(grant -> grant.covers(integration.county())))
                .orElse(null);
        if (found == null) {
            throw caller.is(Role.SECURITY_ADMIN)
                    ? RefusedException.notFound()
                    : new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return found;
    }

    private void requireAdministrator(String county, Caller caller) {
        if (caller.in(ADMINISTERING).noneMatch(grant -> grant.covers(county))) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
    }

    private static Integration integration(ResultSet row, int number) throws SQLException {
        return new Integration(
                row.getString("code"),
                row.getString("name"),
                row.getString("county"),
                texts(row.getArray("scopes")),
                Source.valueOf(row.getString("source")),
                texts(row.getArray("operations")).stream()
                        .map(Operation::valueOf)
                        .collect(Collectors.toSet()),
                row.getInt("per_minute"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "revoked_at").orElse(null));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
