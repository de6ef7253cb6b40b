package org.whistle.dispatch.webhook;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.kit.seal.Seal;

/** The webhooks and their secrets, as kept. */
@Component
class WebhookStore {

    /** Counting ends here: behind a receiver that is long away there may be any number. */
    private static final int COUNTED = 10_000;

    private static final String SELECT = """
            select webhook.*, (select count(*) from (
                select 1 from webhook_delivery where webhook_id = webhook.id and state = 'WAITING' limit %d) as counted) as waiting
            from webhook
            """.formatted(COUNTED);

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can be decided about a webhook. */
    record Terms(String name, String url, List<String> scopes, List<String> types, boolean allowPrivate) {

        Terms {
            scopes = List.copyOf(scopes);
            types = List.copyOf(types);
        }
    }

    /** A webhook with the id that its deliveries name. */
    record Kept(UUID id, Webhook webhook) {}

    /** Keeps a new one; a {@link org.springframework.dao.DuplicateKeyException} where its code is taken. */
    void insert(String code, String county, Terms terms, String by, Instant at) {
        with(terms, """
                insert into webhook (code, name, county, url, scopes, types, allow_private, created_by, created_at)
                values (:code, :name, :county, :url, :scopes, :types, :allowPrivate, :by, :at)
                """)
                .param("code", code)
                .param("county", county)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void change(UUID id, Terms terms) {
        with(terms, """
                update webhook set name = :name, url = :url, scopes = :scopes, types = :types, allow_private = :allowPrivate
                where id = :id
                """).param("id", id).update();
    }

    private JdbcClient.StatementSpec with(Terms terms, String sql) {
        return jdbc.sql(sql)
                .param("name", terms.name())
                .param("url", terms.url())
                .param("scopes", terms.scopes().toArray(String[]::new))
                .param("types", terms.types().toArray(String[]::new))
                .param("allowPrivate", terms.allowPrivate());
    }

    List<Webhook> list(List<String> scopes) {
        return jdbc.sql(SELECT + """
                        where state <> 'ENDED' and exists (
                            select 1 from unnest(:scopes::text[]) as scope where starts_with(county, scope))
                        order by code
                        """)
                .param("scopes", scopes.toArray(String[]::new))
                .query((row, number) -> kept(row, number).webhook())
                .list();
    }

    Optional<Kept> find(String code) {
        return jdbc.sql(SELECT + "where code = :code and state <> 'ENDED'")
                .param("code", code)
                .query(WebhookStore::kept)
                .optional();
    }

    void end(UUID id) {
        jdbc.sql("update webhook set state = 'ENDED', paused_reason = null, paused_at = null where id = :id")
                .param("id", id)
                .update();
        jdbc.sql("delete from webhook_secret where webhook_id = :id")
                .param("id", id)
                .update();
    }

    /** Goes on at once with what waits, and forgets how long that has been refused. Writes only the lines that were tried. */
    void resume(UUID id) {
        jdbc.sql("""
                        update webhook set state = 'ACTIVE', paused_reason = null, paused_at = null, failing_since = null,
                            held_until = null where id = :id
                        """).param("id", id).update();
        jdbc.sql("""
                        update webhook_delivery set first_failed_at = null
                        where webhook_id = :id and state = 'WAITING' and first_failed_at is not null
                        """).param("id", id).update();
        jdbc.sql("""
                        update webhook_line set due_at = clock_timestamp()
                        where webhook_id = :id and due_at > clock_timestamp() and leased_until is null
                        """).param("id", id).update();
    }

    List<Webhook.Secret> secrets(UUID id) {
        return jdbc.sql("""
                        select name, valid_from, valid_to from webhook_secret
                        where webhook_id = :id order by valid_from, name
                        """)
                .param("id", id)
                .query((row, _) -> new Webhook.Secret(
                        row.getString("name"), required(row, "valid_from"), instant(row, "valid_to")))
                .list();
    }

    /** Ends the others then, and keeps a new one; a {@link org.springframework.dao.DuplicateKeyException} for its name. */
    void addSecret(UUID id, String name, Seal.Sealed sealed, Instant from, Instant othersEnd) {
        jdbc.sql("""
                        update webhook_secret set valid_to = :at
                        where webhook_id = :id and (valid_to is null or valid_to > :at)
                        """)
                .param("id", id)
                .param("at", othersEnd.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into webhook_secret (webhook_id, name, key_id, sealed, valid_from)
                        values (:id, :name, :keyId, :sealed, :from)
                        """)
                .param("id", id)
                .param("name", name)
                .param("keyId", sealed.keyId())
                .param("sealed", sealed.bytes())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        @Nullable String reason = row.getString("paused_reason");
        return new Kept(
                row.getObject("id", UUID.class),
                new Webhook(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("county"),
                        row.getString("url"),
                        texts(row.getArray("scopes")),
                        texts(row.getArray("types")),
                        row.getBoolean("allow_private"),
                        Webhook.State.valueOf(row.getString("state")),
                        reason == null ? null : Webhook.PausedReason.valueOf(reason),
                        instant(row, "paused_at"),
                        instant(row, "failing_since"),
                        row.getLong("waiting"),
                        required(row, "created_at")));
    }

    static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
