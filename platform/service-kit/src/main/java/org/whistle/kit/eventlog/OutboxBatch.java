package org.whistle.kit.eventlog;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.trace.Traces;

/** The outbox through the leader's own connection, whose session holds the lease. */
final class OutboxBatch {

    private static final int ROWS = 1_000;

    private final Connection connection;

    OutboxBatch(Connection connection) {
        this.connection = connection;
    }

    /** The lease lives as long as this session: no guard may end it. */
    void removeGuards() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = '30s'");
        }
    }

    boolean tryLead(long lock) throws SQLException {
        return ask("select pg_try_advisory_lock(?)", lock);
    }

    void unlock(long lock) throws SQLException {
        ask("select pg_advisory_unlock(?)", lock);
    }

    /** Whatever is there, oldest first; no cursor, so a late committer is never skipped. */
    List<Row> read() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select o.id, e.id as event_id, e.recorded_at, e.topic, e.key, e.type, e.value, e.key_id, e.signature,
                    e.traceparent
                from outbox o join event e on e.id = o.event_id and e.recorded_at = o.recorded_at
                order by o.id limit ?
                """)) {
            select.setInt(1, ROWS);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(Row.of(found));
                }
            }
            return rows;
        }
    }

    void delete(List<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any(?)")) {
            Array ids = connection.createArrayOf(
                    "bigint", rows.stream().map(Row::id).toArray());
            delete.setArray(1, ids);
            delete.executeUpdate();
        }
    }

    private boolean ask(String sql, long lock) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(sql)) {
            question.setLong(1, lock);
            try (ResultSet answer = question.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** One event to publish. */
    record Row(
            long id,
            UUID eventId,
            long recordedAt,
            String topic,
            String key,
            String type,
            byte[] value,
            String keyId,
            byte[] signature,
            @Nullable String traceparent) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    row.getObject("event_id", UUID.class),
                    row.getTimestamp("recorded_at").getTime(),
                    row.getString("topic"),
                    row.getString("key"),
                    row.getString("type"),
                    row.getBytes("value"),
                    row.getString("key_id"),
                    row.getBytes("signature"),
                    row.getString("traceparent"));
        }

        /** With the time it was recorded, so that a reader knows how late it is, and with the trace it belongs to. */
        ProducerRecord<byte[], byte[]> toRecord(@Nullable String trace) {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, null, recordedAt, utf8(key), value);
            message.headers()
                    .add("ce_type", utf8(type))
                    .add("ce_id", utf8(eventId.toString()))
                    .add("content-type", utf8("application/cloudevents+json"))
                    .add(
                            Topics.SIGNATURE_HEADER,
                            utf8(keyId + ":" + Base64.getEncoder().encodeToString(signature)));
            if (trace != null) {
                message.headers().add(Traces.HEADER, utf8(trace));
            }
            return message;
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
