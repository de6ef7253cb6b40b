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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.trace.Traces;

/** The outbox through the leader's own connection, whose session holds the lease. */
final class OutboxBatch {

    private static final int ROWS = 1_000;

    private final Connection connection;

    OutboxBatch(Connection connection) {
        this.connection = connection;
    }

    /** Limits of the session; the server ends it, and with it the lease, within half a minute after its client's machine is gone. */
    void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set statement_timeout = '30s';
                    set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3
                    """);
        }
    }

    boolean tryLead(long lock) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            question.setLong(1, lock);
            try (ResultSet answer = question.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** The rows that need not wait, oldest first; without a cursor, so that rows committed late are never skipped. */
    List<Row> read(List<Unsendable.Lane> held) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select o.id, e.id as event_id, e.recorded_at, e.topic, e.key, e.type, e.value, e.key_id, e.signature,
                    e.traceparent
                from outbox o join event e on e.id = o.event_id and e.recorded_at = o.recorded_at
                where e.topic <> all(?) and (e.topic, e.key) not in (select * from unnest(?, ?))
                order by o.id limit ?
                """)) {
            List<Unsendable.Lane> keys =
                    held.stream().filter(lane -> lane.key() != null).toList();
            select.setArray(
                    1, texts(held.stream().filter(lane -> lane.key() == null).map(Unsendable.Lane::topic)));
            select.setArray(2, texts(keys.stream().map(Unsendable.Lane::topic)));
            select.setArray(3, texts(keys.stream().map(Unsendable.Lane::key)));
            select.setInt(4, ROWS);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(Row.of(found));
                }
            }
            return rows;
        }
    }

    /** The rows in as few lists as possible, no key twice in a list, in the order of each key. */
    static List<List<Row>> waves(List<Row> rows) {
        List<List<Row>> waves = new ArrayList<>();
        Map<Unsendable.Lane, Integer> next = new HashMap<>();
        for (Row row : rows) {
            int wave = next.merge(row.lane(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(row);
        }
        return waves;
    }

    void delete(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any(?)")) {
            Array ids = connection.createArrayOf(
                    "bigint", rows.stream().map(Row::id).toArray());
            delete.setArray(1, ids);
            delete.executeUpdate();
        }
    }

    private Array texts(Stream<@Nullable String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
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

        /** The lane whose order it has to keep. */
        Unsendable.Lane lane() {
            return new Unsendable.Lane(topic, key);
        }

        /** With the time it was recorded, so that a reader knows how late it is, and with the trace it belongs to. */
        ProducerRecord<byte[], byte[]> toRecord(KafkaClients kafka, @Nullable String trace) {
            ProducerRecord<byte[], byte[]> message = kafka.outgoing(topic, recordedAt, utf8(key), value);
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
