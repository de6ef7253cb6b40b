package org.whistle.audit.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Envelope;
import org.whistle.kit.inbound.SignerCheck;
import org.whistle.kit.kafka.BatchProcessor;

/**
 * Appends every record of the topic to its shard: once, in order, refused and unreadable ones included and marked. One
 * writer per shard at a time, by a lock on it.
 */
@Component
class Appender implements BatchProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final int LOCK_SPACE = 0x4c_45_44_47;

    private final SignerCheck signers;
    private final List<LedgerListener> listeners;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Appender(SignerCheck signers, List<LedgerListener> listeners, TransactionTemplate transaction, JdbcClient jdbc) {
        this.signers = signers;
        this.listeners = listeners;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @Override
    public void process(List<ConsumerRecord<byte[], byte[]>> records) {
        transaction.executeWithoutResult(_ -> {
            Map<Integer, Long> next = new HashMap<>();
            records.stream().map(ConsumerRecord::partition).distinct().sorted().forEach(shard -> {
                jdbc.sql("select pg_advisory_xact_lock(:space, :shard)")
                        .param("space", LOCK_SPACE)
                        .param("shard", shard)
                        .query(row -> {});
                next.put(shard, size(shard));
            });
            records.forEach(message -> append(message, next));
        });
        listeners.forEach(LedgerListener::grew);
    }

    private void append(ConsumerRecord<byte[], byte[]> message, Map<Integer, Long> next) {
        int shard = message.partition();
        long index = next.getOrDefault(shard, 0L);
        @Nullable String signature = SignerCheck.signatureOf(message);
        byte @Nullable [] value = message.value();
        switch (signers.judge(value, signature)) {
            case SignerCheck.Verdict.Trusted(var envelope) -> {
                if (insert(message, index, envelope, "TRUSTED", signature)) {
                    next.put(shard, index + 1);
                }
            }
            case SignerCheck.Verdict.Unreadable(String reason) -> {
                LOG.error("unreadable record appended shard={} index={} reason={}", shard, index, reason);
                if (insert(message, index, null, "UNREADABLE", signature)) {
                    next.put(shard, index + 1);
                }
            }
            case SignerCheck.Verdict.Refused(String reason) -> {
                LOG.error("refused record appended shard={} index={} reason={}", shard, index, reason);
                if (insert(message, index, null, "REFUSED", signature)) {
                    next.put(shard, index + 1);
                }
            }
        }
    }

    private long size(int shard) {
        return jdbc.sql("select coalesce(max(index) + 1, 0) from entry where shard = :shard")
                .param("shard", shard)
                .query(Long.class)
                .single();
    }

    /** False for a record that is here already: the same place again, or the same event published twice. */
    private boolean insert(
            ConsumerRecord<byte[], byte[]> message,
            long index,
            @Nullable Envelope envelope,
            String verdict,
            @Nullable String signature) {
        return jdbc.sql("""
                                insert into entry (shard, index, position, event_id, case_id, verdict, value, signature)
                                values (:shard, :index, :position, :event, :case, :verdict, :value, :signature)
                                on conflict do nothing
                                """)
                        .param("shard", message.partition())
                        .param("index", index)
                        .param("position", message.offset())
                        .param("event", envelope == null ? null : envelope.id())
                        .param("case", caseOf(envelope))
                        .param("verdict", verdict)
                        .param("value", message.value() == null ? new byte[0] : message.value())
                        .param("signature", signature)
                        .update()
                == 1;
    }

    /** Absent for an event of another time that is about something else. */
    private static @Nullable UUID caseOf(@Nullable Envelope envelope) {
        try {
            return envelope == null ? null : UUID.fromString(envelope.subject());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
