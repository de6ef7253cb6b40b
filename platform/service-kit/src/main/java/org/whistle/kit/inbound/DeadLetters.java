package org.whistle.kit.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.springframework.stereotype.Component;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.Topics;

/** Puts a copy of a record on the dead-letter topic, at least once. */
@Component
public class DeadLetters {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaClients kafka;
    private final String service;

    DeadLetters(
            KafkaClients kafka,
            @org.springframework.beans.factory.annotation.Value("${spring.application.name}") String service) {
        this.kafka = kafka;
        this.service = service;
    }

    /** Returns once the broker has it. */
    public void publish(ConsumerRecord<byte[], byte[]> message, String reason) {
        publish(Map.of(message, reason));
    }

    /** Returns once the broker has all of them, each with its reason. */
    public void publish(Map<ConsumerRecord<byte[], byte[]>, String> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        Producer<byte[], byte[]> producer = kafka.producer();
        try {
            List<Future<RecordMetadata>> sent = reasons.entrySet().stream()
                    .map(one -> producer.send(copy(one.getKey(), one.getValue())))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("dead letter: not published (expected: acknowledged)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> message, String reason) {
        ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(Topics.DEAD_LETTERS, message.key(), message.value());
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
