package org.whistle.intake.workorder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.kit.seal.Seal;
import tools.jackson.databind.json.JsonMapper;

/** Orders with the messages received and the replies to send. */
@Repository
class WorkOrderStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WorkOrderStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Keeps a message.
     *
     * @param parked why it cannot be applied; absent for a valid one
     * @return false for one that is there already
     */
    boolean receive(
            String system,
            String messageId,
            String number,
            String kind,
            String body,
            Seal.@Nullable Sealed sealed,
            @Nullable String parked) {
        return jdbc.sql("""
                        insert into work_order_message (system, message_id, number, kind, body, key_id, sealed, state, reason)
                        values (:system, :id, :number, :kind, :body::jsonb, :keyId, :sealed, :state, :reason)
                        on conflict do nothing
                        """)
                        .param("system", system)
                        .param("id", messageId)
                        .param("number", number)
                        .param("kind", kind)
                        .param("body", body)
                        .param("keyId", sealed == null ? null : sealed.keyId())
                        .param("sealed", sealed == null ? null : sealed.bytes())
                        .param("state", parked == null ? "RECEIVED" : "PARKED")
                        .param("reason", parked)
                        .update()
                == 1;
    }

    /** Messages that can be applied now, in the order they came. */
    List<Long> dueMessages(int limit) {
        return jdbc.sql("""
                        select id from work_order_message where state = 'RECEIVED' and due_at <= clock_timestamp()
                        order by id limit :limit
                        """).param("limit", limit).query(Long.class).list();
    }

    /** A message that can be applied, without holding it. */
    Optional<Waiting> waiting(long id) {
        return jdbc.sql("""
                        select system, body, attempts, exists (
                            select 1 from work_order where work_order.system = message.system
                            and work_order.number = message.number) as entered
                        from work_order_message as message where id = :id and state = 'RECEIVED'
                        """)
                .param("id", id)
                .query((row, _) -> new Waiting(
                        row.getString("system"),
                        json.readValue(row.getString("body"), Message.class),
                        row.getInt("attempts"),
                        row.getBoolean("entered")))
                .optional();
    }

    /**
     * A message that is to be applied.
     *
     * @param attempts how often it failed
     * @param entered whether its order is a case already
     */
    record Waiting(String system, Message message, int attempts, boolean entered) {}

    /** A message, locked until the transaction ends. */
    Optional<Received> lockMessage(long id) {
        return jdbc.sql("""
                        select system, message_id, body, key_id, sealed from work_order_message
                        where id = :id and state = 'RECEIVED' for update skip locked
                        """)
                .param("id", id)
                .query((row, _) -> new Received(
                        id,
                        row.getString("system"),
                        row.getString("message_id"),
                        json.readValue(row.getString("body"), Message.class),
                        row.getString("key_id") == null
                                ? null
                                : new Seal.Sealed(row.getString("key_id"), row.getBytes("sealed"))))
                .optional();
    }

    /** A message to apply. */
    record Received(long id, String system, String messageId, Message message, Seal.@Nullable Sealed sealed) {}

    /** How often a message failed. */
    Optional<Failing> failing(long id) {
        return jdbc.sql(
                        "select system, attempts from work_order_message where id = :id and state = 'RECEIVED' for update")
                .param("id", id)
                .query(Failing.class)
                .optional();
    }

    /** A failed message. */
    record Failing(String system, int attempts) {}

    void applied(long id) {
        jdbc.sql(
                        "update work_order_message set state = 'APPLIED', reason = null, sealed = null, key_id = null where id = :id")
                .param("id", id)
                .update();
    }

    void park(long id, String reason) {
        jdbc.sql(
                        "update work_order_message set state = 'PARKED', reason = :reason, attempts = attempts + 1 where id = :id")
                .param("id", id)
                .param("reason", reason)
                .update();
    }

    void postponeMessage(long id, String reason, Duration by) {
        jdbc.sql("""
                        update work_order_message set attempts = attempts + 1, reason = :reason,
                            due_at = clock_timestamp() + make_interval(secs => :seconds) where id = :id
                        """)
                .param("id", id)
                .param("reason", reason)
                .param("seconds", by.toMillis() / 1_000.0)
                .update();
    }

    /** Takes a parked message up again, with what was wrong put right. */
    boolean unpark(long id, List<String> systems, String corrections) {
        return jdbc.sql("""
                        update work_order_message set state = 'RECEIVED', attempts = 0, due_at = clock_timestamp(),
                            body = jsonb_set(body, '{order}', coalesce(body -> 'order', '{}') || :corrections::jsonb)
                        where id = :id and state = 'PARKED' and system = any(:systems)
                        """)
                        .param("id", id)
                        .param("corrections", corrections)
                        .param("systems", systems.toArray(String[]::new))
                        .update()
                == 1;
    }

    /** Parked messages of these platforms, the oldest first. */
    List<Parked> parked(List<String> systems, int limit) {
        return jdbc.sql("""
                        select id, system, message_id, number, kind, reason, received_at from work_order_message
                        where state = 'PARKED' and system = any(:systems) order by id limit :limit
                        """)
                .param("systems", systems.toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> new Parked(
                        row.getLong("id"),
                        row.getString("system"),
                        row.getString("message_id"),
                        row.getString("number"),
                        row.getString("kind"),
                        row.getString("reason"),
                        instant(row, "received_at")))
                .list();
    }

    /** A message that cannot be applied, and why. */
    record Parked(
            long id, String system, String messageId, String number, String kind, String reason, Instant receivedAt) {}

    /** Stores an order that became a case, and makes messages about it that came earlier due. */
    void enter(WorkOrder order, Instant now) {
        jdbc.sql("""
                        insert into work_order (system, number, case_id, sent_at, deadline, said, said_round, entered_at)
                        values (:system, :number, :case, :sentAt, :deadline, :said, :round, :now)
                        """)
                .param("system", order.system())
                .param("number", order.number())
                .param("case", order.caseId())
                .param("sentAt", order.sentAt().atOffset(ZoneOffset.UTC))
                .param("deadline", offset(order.deadline()))
                .param("said", order.said().name())
                .param("round", order.saidRound())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        update work_order_message set due_at = clock_timestamp()
                        where system = :system and number = :number and state = 'RECEIVED' and due_at > clock_timestamp()
                        """)
                .param("system", order.system())
                .param("number", order.number())
                .update();
    }

    Optional<WorkOrder> find(String system, String number) {
        return jdbc.sql("select * from work_order where system = :system and number = :number for update")
                .param("system", system)
                .param("number", number)
                .query(WorkOrderStore::order)
                .optional();
    }

    Optional<WorkOrder> ofCase(UUID caseId) {
        return jdbc.sql("select * from work_order where case_id = :case for update")
                .param("case", caseId)
                .query(WorkOrderStore::order)
                .optional();
    }

    /** The orders of cases merged into a main one. */
    List<WorkOrder> ofChildren(UUID main) {
        return jdbc.sql("""
                        select work_order.* from work_order join intake_case using (case_id)
                        where merged_into = :main order by case_id for update of work_order
                        """).param("main", main).query(WorkOrderStore::order).list();
    }

    List<WorkOrder> since(String system, Instant from) {
        return jdbc.sql("select * from work_order where system = :system and sent_at >= :from order by number")
                .param("system", system)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(WorkOrderStore::order)
                .list();
    }

    void deadline(WorkOrder order, Instant deadline) {
        jdbc.sql("update work_order set deadline = :deadline where system = :system and number = :number")
                .param("deadline", deadline.atOffset(ZoneOffset.UTC))
                .param("system", order.system())
                .param("number", order.number())
                .update();
    }

    void satisfaction(WorkOrder order, Message.Satisfaction said) {
        jdbc.sql("""
                        update work_order set resolved = :resolved, satisfaction = :satisfaction
                        where system = :system and number = :number
                        """)
                .param("resolved", said.resolved())
                .param("satisfaction", said.satisfaction())
                .param("system", order.system())
                .param("number", order.number())
                .update();
    }

    void result(UUID caseId, String result) {
        jdbc.sql("update work_order set result = :result where case_id = :case")
                .param("result", result)
                .param("case", caseId)
                .update();
    }

    /** Queues a reply and records it on the order. */
    void say(WorkOrder order, Reply reply) {
        jdbc.sql("""
                        insert into work_order_reply (id, system, number, kind, body)
                        values (:id, :system, :number, :kind, :body::jsonb)
                        """)
                .param("id", reply.replyId())
                .param("system", order.system())
                .param("number", order.number())
                .param("kind", reply.kind().name())
                .param("body", json.writeValueAsString(reply))
                .update();
        boolean extension = reply.kind() == Reply.Kind.EXTENSION_ASKED;
        jdbc.sql("""
                        update work_order set said_until = coalesce(:until, said_until),
                            said = case when :extension then said else :kind end,
                            said_round = case when :extension then said_round else :round end
                        where system = :system and number = :number
                        """)
                .param("until", offset(reply.until()))
                .param("extension", extension)
                .param("kind", reply.kind().name())
                .param("round", reply.round())
                .param("system", order.system())
                .param("number", order.number())
                .update();
    }

    /** Takes replies to send, the first waiting one of each order; no other replica sends them within a minute. */
    List<Outgoing> claimReplies(String system, int limit) {
        return jdbc.sql("""
                        update work_order_reply set attempts = attempts + 1, due_at = clock_timestamp() + interval '1 minute'
                        where id in (
                            select id from work_order_reply as first
                            where system = :system and state = 'WAITING' and due_at <= clock_timestamp()
                            and not exists (
                                select 1 from work_order_reply as earlier where earlier.system = first.system
                                and earlier.number = first.number and earlier.state = 'WAITING'
                                and earlier.position < first.position)
                            order by position limit :limit for update skip locked)
                        returning id, number, body, attempts
                        """)
                .param("system", system)
                .param("limit", limit)
                .query((row, _) -> new Outgoing(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("body"),
                        row.getInt("attempts")))
                .list();
    }

    /** A reply on its way; {@code body} is {@link Reply} in JSON. */
    record Outgoing(UUID id, String number, String body, int attempts) {}

    void sent(UUID reply) {
        jdbc.sql("update work_order_reply set state = 'SENT', reason = null where id = :id")
                .param("id", reply)
                .update();
    }

    void refused(UUID reply, String reason) {
        jdbc.sql("update work_order_reply set state = 'REFUSED', reason = :reason where id = :id")
                .param("id", reply)
                .param("reason", reason)
                .update();
    }

    void postponeReply(UUID reply, String reason, Duration by) {
        jdbc.sql("""
                        update work_order_reply set reason = :reason,
                            due_at = clock_timestamp() + make_interval(secs => :seconds) where id = :id
                        """)
                .param("id", reply)
                .param("reason", reason)
                .param("seconds", by.toMillis() / 1_000.0)
                .update();
    }

    /** Whether a reply about an order waits to be sent, or was refused. */
    boolean unsaid(String system, String number) {
        return jdbc.sql("""
                        select exists (select 1 from work_order_reply
                            where system = :system and number = :number and state <> 'SENT')
                        """)
                .param("system", system)
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    /** Why an order is not a case yet; empty for an unknown one. */
    Optional<String> pending(String system, String number) {
        return jdbc.sql("""
                        select state || coalesce(': ' || reason, '') from work_order_message
                        where system = :system and number = :number and kind = 'ORDER' order by id desc limit 1
                        """)
                .param("system", system)
                .param("number", number)
                .query(String.class)
                .optional();
    }

    Optional<String> cursor(String system) {
        return jdbc.sql("select cursor from work_order_cursor where system = :system")
                .param("system", system)
                .query(String.class)
                .optional();
    }

    void cursor(String system, String cursor) {
        jdbc.sql("""
                        insert into work_order_cursor (system, cursor) values (:system, :cursor)
                        on conflict (system) do update set cursor = excluded.cursor
                        """).param("system", system).param("cursor", cursor).update();
    }

    private static WorkOrder order(ResultSet row, int number) throws SQLException {
        OffsetDateTime deadline = row.getObject("deadline", OffsetDateTime.class);
        OffsetDateTime until = row.getObject("said_until", OffsetDateTime.class);
        return new WorkOrder(
                row.getString("system"),
                row.getString("number"),
                row.getObject("case_id", UUID.class),
                instant(row, "sent_at"),
                deadline == null ? null : deadline.toInstant(),
                row.getString("result"),
                Reply.Kind.valueOf(row.getString("said")),
                row.getInt("said_round"),
                until == null ? null : until.toInstant(),
                row.getObject("resolved", Boolean.class),
                row.getObject("satisfaction", Integer.class));
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
