package org.whistle.kit.eventlog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.signature.SigningKey;
import org.whistle.kit.trace.Traces;

/** Keeps this service's own events, signed and canonical, in the transaction that decides them. */
@Component
public class EventLog {

    private final JdbcClient jdbc;
    private final SigningKey key;
    private final OutboxRelay relay;
    private final Traces traces;

    EventLog(JdbcClient jdbc, SigningKey key, OutboxRelay relay, Traces traces) {
        this.jdbc = jdbc;
        this.key = key;
        this.relay = relay;
        this.traces = traces;
    }

    /**
     * Refuses to write a part of a decision where the rest of it would be another transaction's.
     *
     * @throws IllegalStateException outside a transaction
     */
    public static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("transaction: none (expected: the deciding one)");
        }
    }

    /**
     * Appends events in order and has them published after the commit.
     *
     * @throws IllegalStateException outside a transaction
     * @throws org.whistle.events.EventTooLargeException for one that no ledger entry could hold
     */
    public void append(String topic, List<Envelope> envelopes) {
        requireTransaction();
        String traceparent = traces.current();
        envelopes.forEach(envelope -> insert(topic, envelope, traceparent));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }

    private void insert(String topic, Envelope envelope, @Nullable String traceparent) {
        byte[] value = EventCodec.encode(envelope);
        jdbc.sql("""
                        with kept as (
                            insert into event (id, topic, key, type, value, key_id, signature, traceparent)
                            values (:id, :topic, :key, :type, :value, :keyId, :signature, :traceparent)
                            returning id, recorded_at)
                        insert into outbox (event_id, recorded_at) select id, recorded_at from kept
                        """)
                .param("id", envelope.id())
                .param("topic", topic)
                .param("key", envelope.subject())
                .param("type", envelope.type())
                .param("value", value)
                .param("keyId", key.keyId())
                .param("signature", key.sign(value))
                .param("traceparent", traceparent)
                .update();
    }
}
