package org.whistle.kit.eventlog;

import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.trace.Traces;

/**
 * The records handed to one producer. A record that is not acknowledged in time, for instance because its partition has no
 * leader, stays with the producer, which goes on trying; it is not sent again beside that. Until it arrives, all keys of its
 * partition wait; other partitions go on.
 */
final class Deliveries implements AutoCloseable {

    private static final Duration IN_TIME = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final KafkaClients kafka;
    private final Unsendable unsendable;
    private final Traces traces;
    private final List<Sending> late = new ArrayList<>();
    private final Map<TopicPartition, Set<Unsendable.Lane>> silent = new HashMap<>();

    Deliveries(KafkaClients kafka, Unsendable unsendable, Traces traces) {
        this.producer = kafka.producer();
        this.kafka = kafka;
        this.unsendable = unsendable;
        this.traces = traces;
    }

    private record Sending(OutboxBatch.Row row, Future<RecordMetadata> ack) {}

    /** Sends one row of each key at the same time, and answers those that were acknowledged in time. */
    List<OutboxBatch.Row> send(List<OutboxBatch.Row> rows) throws InterruptedException, ExecutionException {
        List<OutboxBatch.Row> acknowledged = new ArrayList<>(rows.size());
        List<Sending> sending = new ArrayList<>(rows.size());
        List<Span> spans = new ArrayList<>();
        try {
            for (OutboxBatch.Row row : rows) {
                if (!unsendable.holds(row) && !isOfASilentPartition(row)) {
                    Sending one = new Sending(row, producer.send(row.toRecord(kafka, traceOf(row, spans))));
                    sending.add(one);
                    if (one.ack().isDone()) {
                        isSent(one, 0); // refused at once: the rest of its topic need not be tried
                    }
                }
            }
            long until = System.nanoTime() + IN_TIME.toNanos();
            for (Sending one : sending) {
                if (isSent(one, until - System.nanoTime())) {
                    acknowledged.add(one.row());
                }
            }
            return acknowledged;
        } finally {
            spans.forEach(Span::end);
        }
    }

    /** Those of before that were acknowledged since; their partitions may be sent to again. */
    List<OutboxBatch.Row> arrivedLate() throws InterruptedException, ExecutionException {
        List<OutboxBatch.Row> acknowledged = new ArrayList<>();
        for (Sending one :
                late.stream().filter(sending -> sending.ack().isDone()).toList()) {
            late.remove(one);
            TopicPartition partition = partitionOf(one.row());
            silent.remove(partition);
            unsendable.isNotSilent(partition);
            if (isSent(one, 0)) {
                acknowledged.add(one.row());
            }
        }
        return acknowledged;
    }

    /** All that has to wait for what is late. */
    List<Unsendable.Lane> held() {
        return Stream.concat(
                        late.stream().map(one -> one.row().lane()),
                        silent.values().stream().flatMap(Set::stream))
                .distinct()
                .toList();
    }

    /** What is late may still arrive after that: it stays in the outbox and comes once more. */
    @Override
    public void close() {
        silent.keySet().forEach(unsendable::isNotSilent);
        producer.close(CLOSING);
    }

    private boolean isSent(Sending one, long nanos) throws InterruptedException, ExecutionException {
        try {
            one.ack().get(nanos, TimeUnit.NANOSECONDS);
            unsendable.sent(one.row());
            return true;
        } catch (TimeoutException e) {
            isLate(one);
            return false;
        } catch (ExecutionException e) {
            if (!unsendable.refused(one.row(), e.getCause() == null ? e : e.getCause())) {
                throw e;
            }
            return false;
        }
    }

    private void isLate(Sending one) {
        TopicPartition partition = partitionOf(one.row());
        late.add(one);
        silent.computeIfAbsent(partition, _ -> new HashSet<>()).add(one.row().lane());
        unsendable.isSilent(partition);
    }

    private boolean isOfASilentPartition(OutboxBatch.Row row) {
        @Nullable Set<Unsendable.Lane> waiting;
        try {
            waiting = silent.isEmpty() ? null : silent.get(partitionOf(row));
        } catch (KafkaException e) {
            // the topic is missing or forbidden: a refusal of this topic, not of the round
            if (!unsendable.refused(row, e)) {
                throw e;
            }
            return true;
        }
        if (waiting != null) {
            waiting.add(row.lane());
        }
        return waiting != null;
    }

    private TopicPartition partitionOf(OutboxBatch.Row row) {
        return kafka.placeOf(producer, row.topic(), row.key().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String traceOf(OutboxBatch.Row row, List<Span> spans) {
        if (row.traceparent() == null) {
            return null;
        }
        Span span = traces.start(row.topic() + " publish", Span.Kind.PRODUCER, row.traceparent());
        spans.add(span.tag("event.type", row.type()));
        return traces.parentOf(span);
    }
}
