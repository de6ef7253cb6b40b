package org.whistle.dispatch.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.whistle.events.Producer;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.json.JsonMapper;

/** Lists sent and waiting events, and sends them again. */
@Service
public class DeliveryLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final int COUNTED = 10_000;
    private static final String PING = "webhook.ping.v1";

    private static final String SELECT = """
            select webhook_delivery.*, case when webhook_delivery.state = 'WAITING' and not exists (
                    select 1 from webhook_delivery as earlier
                    where earlier.webhook_id = webhook_delivery.webhook_id and earlier.case_id = webhook_delivery.case_id
                    and earlier.state = 'WAITING' and earlier.position < webhook_delivery.position)
                then due_at end as next_try_at
            from webhook_delivery
            left join webhook_line on webhook_line.webhook_id = webhook_delivery.webhook_id
                and webhook_line.case_id = webhook_delivery.case_id
            where webhook_delivery.webhook_id = :webhook
            """;

    private final Webhooks webhooks;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Producer self;
    private final DatabaseTime time;
    private final Deliverer deliverer;

    DeliveryLog(
            Webhooks webhooks,
            JdbcClient jdbc,
            JsonMapper json,
            Producer self,
            DatabaseTime time,
            Deliverer deliverer) {
        this.webhooks = webhooks;
        this.jdbc = jdbc;
        this.json = json;
        this.self = self;
        this.time = time;
        this.deliverer = deliverer;
    }

    /**
     * The newest first.
     *
     * @param state {@code WAITING} or {@code DELIVERED}; absent for both
     * @param caseId of one case alone
     * @param page from 0
     * @throws RefusedException 404 outside the caller's counties, 422 beyond the first ten thousand
     */
    public Page<Webhook.Delivery> list(
            String code, @Nullable State state, @Nullable UUID caseId, int page, int size, Caller caller) {
        UUID webhook = webhooks.idOf(code, caller);
        if ((page + 1L) * size > COUNTED) {
            throw RefusedException.field("/page", "NARROW_THE_SEARCH");
        }
        String filter = (state == null ? "" : " and webhook_delivery.state = :state")
                + (caseId == null ? "" : " and webhook_delivery.case_id = :case");
        long total = filtered(
                        "select count(*) from (select 1 from webhook_delivery where webhook_id = :webhook" + filter
                                + " limit " + (COUNTED + 1) + ") as counted",
                        webhook,
                        state,
                        caseId)
                .query(Long.class)
                .single();
        List<Webhook.Delivery> items = filtered(
                        SELECT + filter + " order by webhook_delivery.position desc limit :size offset :offset",
                        webhook,
                        state,
                        caseId)
                .param("size", size)
                .param("offset", page * size)
                .query(DeliveryLog::delivery)
                .list();
        return total > COUNTED ? Page.ofMany(items, page, size, COUNTED) : new Page<>(items, page, size, total);
    }

    /** What to list. */
    public enum State {
        WAITING,
        DELIVERED
    }

    private JdbcClient.StatementSpec filtered(String sql, UUID webhook, @Nullable State state, @Nullable UUID caseId) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql).param("webhook", webhook);
        if (state != null) {
            statement = statement.param("state", state.name());
        }
        return caseId == null ? statement : statement.param("case", caseId);
    }

    /** Sends a test event without content, to see whether it arrives. */
    @Transactional
    public Webhook.Delivery test(String code, Caller caller) {
        UUID webhook = webhooks.idOf(code, caller);
        UUID event = UuidCreator.getTimeOrderedEpoch();
        byte[] ping = json.writeValueAsBytes(Map.of(
                "specversion",
                "1.0",
                "id",
                event,
                "source",
                self.source(),
                "type",
                PING,
                "time",
                time.now().toString(),
                "datacontenttype",
                "application/json",
                "data",
                Map.of()));
        long position = jdbc.sql("""
                        insert into webhook_delivery (webhook_id, case_id, event_id, type, value)
                        values (:webhook, :event, :event, :type, :value) returning position
                        """)
                .param("webhook", webhook)
                .param("event", event)
                .param("type", PING)
                .param("value", ping)
                .query(Long.class)
                .single();
        queue(webhook, List.of(event));
        return find(webhook, position);
    }

    /**
     * Sends one event again, before the waiting events of its case; one that still waits is sent at once.
     *
     * @throws RefusedException 404 where there is none
     */
    @Transactional
    public Webhook.Delivery redeliver(String code, long position, Caller caller) {
        UUID webhook = webhooks.idOf(code, caller);
        UUID caseId = jdbc.sql("""
                        update webhook_delivery set state = 'WAITING', delivered_at = null, first_failed_at = null
                        where webhook_id = :webhook and position = :position returning case_id
                        """)
                .param("webhook", webhook)
                .param("position", position)
                .query(UUID.class)
                .optional()
                .orElseThrow(RefusedException::notFound);
        queue(webhook, List.of(caseId));
        LOG.info("decided action=redeliver webhook={} position={}", code, position);
        return find(webhook, position);
    }

    /**
     * Sends again, in their order per case, all events that were written since an instant.
     *
     * @return how many
     * @throws RefusedException 422 for more than ten thousand
     */
    @Transactional
    public int redeliverFrom(String code, Instant from, Caller caller) {
        UUID webhook = webhooks.idOf(code, caller);
        List<UUID> cases = jdbc.sql("""
                        update webhook_delivery set state = 'WAITING', delivered_at = null, first_failed_at = null
                        where position in (
                            select position from webhook_delivery
                            where webhook_id = :webhook and created_at >= :from and state = 'DELIVERED'
                            order by position limit :limit)
                        returning case_id
                        """)
                .param("webhook", webhook)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("limit", COUNTED + 1)
                .query(UUID.class)
                .list();
        if (cases.size() > COUNTED) {
            throw RefusedException.field("/from", "NARROW_THE_SEARCH");
        }
        queue(webhook, cases.stream().distinct().sorted().toList());
        LOG.info("decided action=redeliver webhook={} from={} count={}", code, from, cases.size());
        return cases.size();
    }

    private void queue(UUID webhook, List<UUID> cases) {
        jdbc.sql("""
                        insert into webhook_line (webhook_id, case_id) select :webhook, unnest(:cases::uuid[])
                        on conflict (webhook_id, case_id) do update set due_at = clock_timestamp()
                        """)
                .param("webhook", webhook)
                .param("cases", cases.toArray(UUID[]::new))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                deliverer.wake();
            }
        });
    }

    private Webhook.Delivery find(UUID webhook, long position) {
        return jdbc.sql(SELECT + " and webhook_delivery.position = :position")
                .param("webhook", webhook)
                .param("position", position)
                .query(DeliveryLog::delivery)
                .single();
    }

    private static Webhook.Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Webhook.Delivery(
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("type"),
                row.getString("state"),
                row.getInt("attempts"),
                WebhookStore.instant(row, "last_tried_at"),
                row.getObject("last_status", Integer.class),
                row.getObject("last_millis", Integer.class),
                row.getString("last_note"),
                WebhookStore.required(row, "created_at"),
                WebhookStore.instant(row, "delivered_at"),
                WebhookStore.instant(row, "next_try_at"));
    }
}
