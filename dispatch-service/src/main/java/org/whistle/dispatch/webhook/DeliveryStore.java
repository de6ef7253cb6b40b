package org.whistle.dispatch.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.kit.outgoing.SigningSecret;
import org.whistle.kit.seal.Seal;

/**
 * The queue of events to send. A line is one case of one webhook: its events are sent in order, one at a time. The sending
 * replica leases the line, so that one that dies only delays it.
 */
@Component
public class DeliveryStore {

    private static final String DUE =
            "due_at <= clock_timestamp() and (leased_until is null or leased_until <= clock_timestamp())";

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Duration lease;
    private final Duration pauseAfter;

    DeliveryStore(JdbcClient jdbc, Sealing sealing, WebhookProperties properties) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.lease = properties.timeout().multipliedBy(2).plusSeconds(30);
        this.pauseAfter = properties.pauseAfter();
    }

    /**
     * A claimed event.
     *
     * @param attempts so far
     */
    record Claimed(UUID webhook, long position, UUID caseId, UUID eventId, byte[] value, int attempts) {}

    /** The webhooks that something is due for and that may be called; one without a secret has to wait for it. */
    List<Target> targets() {
        record Row(UUID id, String code, String url, boolean allowPrivate, Seal.Sealed sealed) {}
        List<Row> rows = jdbc.sql("""
                        select id, code, url, allow_private, key_id, sealed from webhook
                        join webhook_secret on webhook_id = id and valid_from <= (select whistle_now())
                            and (valid_to is null or valid_to > (select whistle_now()))
                        where state = 'ACTIVE' and (held_until is null or held_until <= clock_timestamp())
                        and exists (select 1 from webhook_line where webhook_line.webhook_id = id and %s)
                        order by id, valid_from desc
                        """.formatted(DUE))
                .query((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("url"),
                        row.getBoolean("allow_private"),
                        new Seal.Sealed(row.getString("key_id"), row.getBytes("sealed"))))
                .list();
        Map<UUID, Target> targets = new LinkedHashMap<>();
        for (Row row : rows) {
            List<SigningSecret> secrets = new ArrayList<>(
                    targets.containsKey(row.id()) ? targets.get(row.id()).secrets() : List.of());
            sealing.open(row.id(), row.sealed()).ifPresent(secrets::add);
            targets.put(row.id(), new Target(row.id(), row.code(), row.url(), row.allowPrivate(), secrets));
        }
        return List.copyOf(targets.values());
    }

    /** Leases up to so many lines that are due, and answers the first of each. */
    @Transactional
    public List<Claimed> claim(UUID webhook, int room) {
        List<UUID> cases = jdbc.sql("""
                        with due as (
                            select case_id from webhook_line where webhook_id = :webhook and %s
                            order by due_at limit :room for update skip locked)
                        update webhook_line set leased_until = clock_timestamp() + :lease * interval '1 second' from due
                        where webhook_id = :webhook and webhook_line.case_id = due.case_id returning webhook_line.case_id
                        """.formatted(DUE))
                .param("webhook", webhook)
                .param("room", room)
                .param("lease", lease.toSeconds())
                .query(UUID.class)
                .list();
        // a statement of its own: it has to see what was acknowledged before the lock was had
        return jdbc.sql("""
                        select first.* from unnest(:cases::uuid[]) as line (case_id) cross join lateral (
                            select position, case_id, event_id, value, attempts from webhook_delivery
                            where webhook_id = :webhook and webhook_delivery.case_id = line.case_id and state = 'WAITING'
                            order by position limit 1) as first
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("webhook", webhook)
                .query((row, _) -> new Claimed(
                        webhook,
                        row.getLong("position"),
                        row.getObject("case_id", UUID.class),
                        row.getObject("event_id", UUID.class),
                        row.getBytes("value"),
                        row.getInt("attempts")))
                .list();
    }

    /** Records a success: the next event of the case may be sent. */
    @Transactional
    public void taken(Claimed claimed, Outcome.Taken taken) {
        lock(claimed);
        jdbc.sql("""
                        update webhook_delivery set state = 'DELIVERED', attempts = attempts + 1, first_failed_at = null,
                            last_tried_at = clock_timestamp(), delivered_at = clock_timestamp(),
                            last_status = :status, last_millis = :millis, last_note = null
                        where position = :position and state = 'WAITING'
                        """)
                .param("status", taken.status())
                .param("millis", taken.millis())
                .param("position", claimed.position())
                .update();
        int empty = line("""
                        delete from webhook_line where webhook_id = :webhook and case_id = :case and not exists (
                            select 1 from webhook_delivery
                            where webhook_id = :webhook and case_id = :case and state = 'WAITING')
                        """, claimed).update();
        if (empty == 0) {
            line("""
                    update webhook_line set due_at = clock_timestamp(), leased_until = null
                    where webhook_id = :webhook and case_id = :case
                    """, claimed).update();
        }
        jdbc.sql("update webhook set failing_since = null where id = :webhook and failing_since is not null")
                .param("webhook", claimed.webhook())
                .update();
    }

    /**
     * Records a failed attempt, or one with an unknown result: it is tried again, unless it is time to pause.
     *
     * @return why the webhook is paused now; empty where it stays active
     */
    @Transactional
    public Optional<Webhook.PausedReason> failed(Claimed claimed, Outcome outcome, Duration wait) {
        lock(claimed);
        Outcome.@Nullable Refused refused = outcome instanceof Outcome.Refused answer ? answer : null;
        jdbc.sql("""
                        update webhook_delivery set attempts = attempts + 1, last_tried_at = clock_timestamp(),
                            first_failed_at = coalesce(first_failed_at, clock_timestamp()),
                            last_status = :status, last_millis = :millis, last_note = :note
                        where position = :position and state = 'WAITING'
                        """)
                .param("status", refused == null ? null : refused.status())
                .param("millis", outcome.millis())
                .param("note", noteOf(outcome))
                .param("position", claimed.position())
                .update();
        line("""
                update webhook_line set due_at = clock_timestamp() + :wait * interval '1 millisecond', leased_until = null
                where webhook_id = :webhook and case_id = :case
                """, claimed).param("wait", wait.toMillis()).update();
        jdbc.sql("update webhook set failing_since = clock_timestamp() where id = :webhook and failing_since is null")
                .param("webhook", claimed.webhook())
                .update();
        if (refused != null && refused.holdsAll() != null) {
            hold(claimed.webhook(), refused.holdsAll());
        }
        return pause(claimed, refused != null && refused.gone());
    }

    private static @Nullable String noteOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken _, Outcome.Refused _ -> null;
            case Outcome.Unreachable unreachable -> unreachable.note();
        };
    }

    private void hold(UUID webhook, Duration asked) {
        jdbc.sql("""
                        update webhook set held_until = greatest(held_until, clock_timestamp() + :asked * interval '1 second')
                        where id = :webhook
                        """)
                .param("webhook", webhook)
                .param("asked", asked.toSeconds())
                .update();
    }

    private Optional<Webhook.PausedReason> pause(Claimed claimed, boolean gone) {
        return jdbc.sql("""
                        with reason as (
                            select case when :gone then 'GONE'
                                when failing_since < clock_timestamp() - :after * interval '1 second' then 'FAILING'
                                when first_failed_at < clock_timestamp() - :after * interval '1 second' then 'REFUSED'
                            end as why
                            from webhook join webhook_delivery on webhook_id = id where position = :position)
                        update webhook set state = 'PAUSED', paused_reason = why, paused_at = clock_timestamp() from reason
                        where id = :webhook and state = 'ACTIVE' and why is not null returning paused_reason
                        """)
                .param("gone", gone)
                .param("after", pauseAfter.toSeconds())
                .param("position", claimed.position())
                .param("webhook", claimed.webhook())
                .query(String.class)
                .optional()
                .map(Webhook.PausedReason::valueOf);
    }

    /** Makes all waiting lines of a webhook due now, after its receiver answered again. */
    @Transactional
    public void bringForward(UUID webhook) {
        jdbc.sql("""
                        update webhook_line set due_at = clock_timestamp()
                        where webhook_id = :webhook and due_at > clock_timestamp() and leased_until is null
                        """).param("webhook", webhook).update();
    }

    private void lock(Claimed claimed) {
        line("select 1 from webhook_line where webhook_id = :webhook and case_id = :case for update", claimed)
                .query(row -> {});
    }

    private JdbcClient.StatementSpec line(String sql, Claimed claimed) {
        return jdbc.sql(sql).param("webhook", claimed.webhook()).param("case", claimed.caseId());
    }
}
