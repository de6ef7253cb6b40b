package org.whistle.kit.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Envelope;

/** What was applied, what waits, and what was set aside. */
@Component
class InboxTables {

    private static final int DUE_AT_ONCE = 100;
    private static final int LONGEST_REASON = 500;
    private static final int SEARCHED_FOR_GAP = 1_000;
    private static final String GAP = "GAP ";
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Duration idsKept;

    InboxTables(JdbcClient jdbc, MeterRegistry meters, @Value("${whistle.keep.events-seen}") Duration idsKept) {
        this.jdbc = jdbc;
        this.idsKept = idsKept;
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

    /** By the clock of the database's machine, by which events are recorded; a demo does not move it. */
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** An event is applied after it was decided; a day more, since clocks differ. */
    CaseProgress progress(List<UUID> cases) {
        return CaseProgress.of(jdbc, cases, now().minus(idsKept).plus(CLOCKS_DIFFER));
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

    /** The cases whose first event may be tried again; some of them, if there are many. */
    List<String> dueCases() {
        return jdbc.sql("""
                        select case_id from parked_event due
                        where next_try <= clock_timestamp() and not exists (
                            select from parked_event before where before.case_id = due.case_id and before.id < due.id)
                        order by next_try limit :most
                        """).param("most", DUE_AT_ONCE).query(String.class).list();
    }

    /** The event that stops a case. */
    Optional<ParkedEvent> firstParked(String caseId) {
        return parked(caseId, 1).stream().findFirst();
    }

    /** What waits of a case, in the order in which it came. */
    List<ParkedEvent> parked(String caseId) {
        return parked(caseId, SEARCHED_FOR_GAP);
    }

    private List<ParkedEvent> parked(String caseId, int most) {
        return jdbc.sql("""
                        select id, value, signature, reason, tries,
                            extract(epoch from clock_timestamp() - parked_at) as seconds
                        from parked_event where case_id = :case order by id limit :most
                        """)
                .param("case", caseId)
                .param("most", most)
                .query((row, _) -> new ParkedEvent(
                        row.getLong("id"),
                        row.getBytes("value"),
                        row.getString("signature"),
                        row.getString("reason"),
                        row.getInt("tries"),
                        Duration.ofSeconds(row.getLong("seconds"))))
                .list();
    }

    /** Something of a case came: it may be what an event waits for. */
    void wakeGap(String caseId) {
        jdbc.sql(
                        "update parked_event set next_try = clock_timestamp() where case_id = :case and starts_with(reason, :gap)")
                .param("case", caseId)
                .param("gap", GAP)
                .update();
    }

    /** Why an event waits before which others are missing. */
    static String gap(Envelope envelope, long missing) {
        return GAP + "source=" + envelope.source() + " sequence=" + envelope.sequence() + " (expected: " + missing
                + ")";
    }

    /** Locks an event that is still there; false where another replica has it or had it. */
    boolean claim(long id) {
        return jdbc.sql("select id from parked_event where id = :id for update skip locked")
                .param("id", id)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Keeps an event that failed once more; its case is taken up at the time of its first event. */
    void postpone(String caseId, long id, String reason, Duration wait) {
        jdbc.sql("""
                        update parked_event
                        set next_try = clock_timestamp() + :wait * interval '1 millisecond',
                            tries = tries + case when id = :id then 1 else 0 end,
                            reason = case when id = :id then :reason else reason end
                        where id in (:id, (select min(id) from parked_event where case_id = :case))
                        """)
                .param("case", caseId)
                .param("id", id)
                .param("reason", kept(reason))
                .param("wait", wait.toMillis())
                .update();
    }

    /** Keeps an event that has to wait, and tries it again after that; if others of its case wait before it, after them. */
    void park(ConsumerRecord<byte[], byte[]> message, String caseId, String signature, String reason, Duration wait) {
        jdbc.sql("""
                        insert into parked_event (case_id, topic, partition, position, value, signature, reason, next_try)
                        values (:case, :topic, :partition, :position, :value, :signature, :reason,
                                clock_timestamp() + :wait * interval '1 millisecond')
                        on conflict do nothing
                        """)
                .param("case", caseId)
                .param("topic", message.topic())
                .param("partition", message.partition())
                .param("position", message.offset())
                .param("value", message.value())
                .param("signature", signature)
                .param("reason", kept(reason))
                .param("wait", wait.toMillis())
                .update();
    }

    void unpark(long id) {
        jdbc.sql("delete from parked_event where id = :id").param("id", id).update();
    }

    void setAside(
            ConsumerRecord<byte[], byte[]> message, @Nullable String key, @Nullable String signature, String reason) {
        jdbc.sql("""
                        insert into dead_letter (topic, partition, position, key, value, signature, reason)
                        values (:topic, :partition, :position, :key, :value, :signature, :reason)
                        on conflict do nothing
                        """)
                .param("topic", message.topic())
                .param("partition", message.partition())
                .param("position", message.offset())
                .param("key", key)
                .param("value", message.value())
                .param("signature", signature)
                .param("reason", kept(reason))
                .update();
    }

    /** What a failure says may quote anything. */
    private static String kept(String reason) {
        String begin = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        return SignerCheck.text(begin.getBytes(StandardCharsets.UTF_8));
    }

    /** An event that waits. */
    record ParkedEvent(long id, byte[] value, String signature, String reason, int tries, Duration waited) {

        /** Whether it waits for events before it. */
        boolean afterGap() {
            return reason.startsWith(GAP);
        }
    }
}
