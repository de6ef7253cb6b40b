package org.whistle.dispatch.webhook;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Envelope;

/** The events seen, the webhooks they are for, and the deliveries to send. */
@Component
class FanoutStore {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    FanoutStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** One event for one webhook. */
    record Line(UUID webhook, Fanout.Published event) {

        UUID caseId() {
            return event.caseId();
        }
    }

    /** Records events as seen and answers the new ones; one older than the retention counts as seen. */
    List<UUID> see(List<Envelope> events) {
        return jdbc.sql("""
                        insert into webhook_seen (event_id)
                        select id from unnest(:ids::uuid[], :times::timestamptz[]) as event (id, decided_at)
                        where decided_at > (select whistle_now()) - interval '%d days'
                        on conflict do nothing returning event_id
                        """.formatted(WebhookRetentions.REMEMBERED_DAYS))
                .param("ids", events.stream().map(Envelope::id).toArray(UUID[]::new))
                .param(
                        "times",
                        events.stream()
                                .map(event ->
                                        event.time().atOffset(ZoneOffset.UTC).toString())
                                .toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    void withhold(List<UUID> cases) {
        if (!cases.isEmpty()) {
            jdbc.sql("insert into webhook_withheld select unnest(:cases::uuid[]) on conflict do nothing")
                    .param("cases", cases.toArray(UUID[]::new))
                    .update();
        }
    }

    Set<UUID> withheldAmong(Collection<UUID> cases) {
        return new HashSet<>(jdbc.sql("select case_id from webhook_withheld where case_id = any(:cases::uuid[])")
                .param("cases", cases.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** All webhooks that have not ended; a paused one gets the events it missed later. */
    List<Subscriber> subscribers() {
        return jdbc.sql("select id, scopes, types, created_at from webhook where state <> 'ENDED'")
                .query((row, _) -> new Subscriber(
                        row.getObject("id", UUID.class),
                        WebhookStore.texts(row.getArray("scopes")),
                        WebhookStore.texts(row.getArray("types")),
                        WebhookStore.required(row, "created_at")))
                .list();
    }

    /** Queues events in this order. A transaction that has a line's lock sees all of its new events or none of them. */
    void write(List<Line> lines) {
        batches.batchUpdate("""
                insert into webhook_delivery (webhook_id, case_id, event_id, type, value)
                values (:webhook, :case, :event, :type, :value) on conflict do nothing
                """, lines.stream().map(FanoutStore::delivery).toArray(SqlParameterSource[]::new));
        batches.batchUpdate(
                """
                insert into webhook_line (webhook_id, case_id) values (:webhook, :case)
                on conflict (webhook_id, case_id) do update set due_at = webhook_line.due_at
                """,
                lines.stream()
                        .map(line -> new Turn(line.webhook(), line.caseId()))
                        .distinct()
                        .sorted()
                        .map(turn ->
                                new MapSqlParameterSource("webhook", turn.webhook()).addValue("case", turn.caseId()))
                        .toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource delivery(Line line) {
        Envelope envelope = line.event().envelope();
        return new MapSqlParameterSource("webhook", line.webhook())
                .addValue("case", line.caseId())
                .addValue("event", envelope.id())
                .addValue("type", envelope.type())
                .addValue("value", line.event().value());
    }

    /** A webhook's case; locked in their order. */
    private record Turn(UUID webhook, UUID caseId) implements Comparable<Turn> {

        @Override
        public int compareTo(Turn other) {
            int first = webhook.compareTo(other.webhook);
            return first == 0 ? caseId.compareTo(other.caseId) : first;
        }
    }
}
