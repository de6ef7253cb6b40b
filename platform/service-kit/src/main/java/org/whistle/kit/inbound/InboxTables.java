package org.whistle.kit.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was applied, what waits, and what was set aside. */
@Component
class InboxTables {

    private final JdbcClient jdbc;

    InboxTables(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        meters.gauge("whistle.inbox.parked.cases", this, InboxTables::countParkedCases);
    }

    private double countParkedCases() {
        return jdbc.sql("select count(distinct case_id) from parked_event")
                .query(Long.class)
                .single();
    }

    /** Records events as applied and answers those that were not before. */
    List<UUID> record(List<UUID> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        insert into inbox (event_id) select unnest(:events::uuid[])
                        on conflict do nothing returning event_id
                        """)
                .param("events", events.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    Set<String> parkedAmong(Collection<String> cases) {
        return new HashSet<>(jdbc.sql("select distinct case_id from parked_event where case_id = any(:cases::text[])")
                .param("cases", cases.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    List<String> parkedCases() {
        return jdbc.sql("select case_id from parked_event group by case_id order by min(id)")
                .query(String.class)
                .list();
    }

    List<ParkedEvent> parkedEvents(String caseId) {
        return jdbc.sql("""
                        select id, value, signature, extract(epoch from clock_timestamp() - parked_at) as seconds
                        from parked_event where case_id = :case order by id
                        """)
                .param("case", caseId)
                .query((row, _) -> new ParkedEvent(
                        row.getLong("id"),
                        row.getBytes("value"),
                        row.getString("signature"),
                        Duration.ofSeconds(row.getLong("seconds"))))
                .list();
    }

    void park(ConsumerRecord<byte[], byte[]> message, String caseId, String signature, String reason) {
        jdbc.sql("""
                        insert into parked_event (case_id, topic, partition, position, value, signature, reason)
                        values (:case, :topic, :partition, :position, :value, :signature, :reason)
                        on conflict do nothing
                        """)
                .param("case", caseId)
                .param("topic", message.topic())
                .param("partition", message.partition())
                .param("position", message.offset())
                .param("value", message.value())
                .param("signature", signature)
                .param("reason", reason)
                .update();
    }

    void unpark(long id) {
        jdbc.sql("delete from parked_event where id = :id").param("id", id).update();
    }

    void setAside(ConsumerRecord<byte[], byte[]> message, @Nullable String signature, String reason) {
        jdbc.sql("""
                        insert into dead_letter (topic, partition, position, key, value, signature, reason)
                        values (:topic, :partition, :position, :key, :value, :signature, :reason)
                        on conflict do nothing
                        """)
                .param("topic", message.topic())
                .param("partition", message.partition())
                .param("position", message.offset())
                .param(
                        "key",
                        message.key() == null
                                ? null
                                : new String(message.key(), java.nio.charset.StandardCharsets.UTF_8))
                .param("value", message.value())
                .param("signature", signature)
                .param("reason", reason)
                .update();
    }

    /** An event that waits. */
    record ParkedEvent(long id, byte[] value, String signature, Duration waited) {}
}
