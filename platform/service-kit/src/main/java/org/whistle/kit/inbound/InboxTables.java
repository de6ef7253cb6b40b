package org.whistle.kit.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.springframework.jdbc.core.ResultSetExtractor;
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

    /**
     * What is known before events are applied.
     *
     * @param now by the clock of the database's machine, by which events are recorded; a demo does not move it
     * @param parked keys of those asked for whose case waits
     */
    record Known(Instant now, Set<String> parked, CaseProgress progress) {}

    /** Reads all of it in one statement. An event is applied after it was decided; a day more, since clocks differ. */
    Known known(Collection<String> keys, Collection<UUID> cases) {
        return jdbc.sql("""
                        select clock_timestamp() as now, start.since, line.case_id, line.source, line.sequence,
                            array(select distinct case_id from parked_event where case_id = any(:keys::text[])) as parked
                        from case_progress_since start left join case_progress line
                            on line.case_id = any(:cases::uuid[]) and line.noted_at >= start.since
                        """)
                .param("keys", keys.toArray(String[]::new))
                .param("cases", cases.toArray(UUID[]::new))
                .query((ResultSetExtractor<Known>) this::known);
    }

    private Known known(ResultSet rows) throws SQLException {
        rows.next(); // case_progress_since has one row
        Instant now = rows.getObject("now", OffsetDateTime.class).toInstant();
        Set<String> parked =
                new HashSet<>(List.of((String[]) rows.getArray("parked").getArray()));
        CaseProgress progress = new CaseProgress(
                jdbc,
                rows.getObject("since", OffsetDateTime.class).toInstant(),
                now.minus(idsKept).plus(CLOCKS_DIFFER));
        do {
            UUID caseId = rows.getObject("case_id", UUID.class);
            if (caseId != null) {
                progress.read(caseId, rows.getString("source"), rows.getLong("sequence"));
            }
        } while (rows.next());
        return new Known(now, parked, progress);
    }

    /** How far the events of one case were applied. */
    CaseProgress progress(UUID caseId) {
        return known(List.of(), List.of(caseId)).progress();
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

    /** A failure's reason, cut and cleaned, since its message may quote any bytes. */
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
