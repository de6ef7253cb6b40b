package org.whistle.kit.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.Topics;

/**
 * Puts copies of records on the dead-letter topic, for those who watch it. Where it cannot be written, nothing waits for it: the
 * records are on their own topics, and what a desk refused or parked is in its database.
 */
@Component
public class DeadLetters implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaClients kafka;
    private final String service;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(
            KafkaClients kafka,
            @org.springframework.beans.factory.annotation.Value("${spring.application.name}") String service) {
        this.kafka = kafka;
        this.service = service;
    }

    /** Waits until the broker has all of them, each with its reason, or refuses one. After the commit: what is rolled back comes again. */
    public synchronized void publish(Map<ConsumerRecord<byte[], byte[]>, String> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        try {
            send(reasons);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.error("dead letters not published count={} reason={}", reasons.size(), e.toString());
            destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Map<ConsumerRecord<byte[], byte[]>, String> reasons)
            throws ExecutionException, TimeoutException, InterruptedException {
        Producer<byte[], byte[]> open = producer == null ? kafka.producer() : producer;
        producer = open;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Map.Entry<ConsumerRecord<byte[], byte[]>, String> reason : reasons.entrySet()) {
            Future<RecordMetadata> one = open.send(copy(reason.getKey(), reason.getValue()));
            if (one.isDone()) {
                one.get(); // a broker that is away lets each send wait and then fail
            }
            sent.add(one);
        }
        for (Future<RecordMetadata> one : sent) {
            one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> message, String reason) {
        ProducerRecord<byte[], byte[]> copy = kafka.outgoing(Topics.DEAD_LETTERS, null, message.key(), message.value());
        message.headers().forEach(copy.headers()::add);
        copy.headers()
                .add("dead-letter-service", utf8(service))
                .add("dead-letter-reason", utf8(reason))
                .add("dead-letter-from", utf8(message.topic() + "-" + message.partition() + "@" + message.offset()));
        return copy;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
