package org.whistle.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.stereotype.Component;

/** Producers and consumers with the settings that losing nothing asks for (proof.md, Consumers). */
@Component
public class KafkaClients {

    private final KafkaProperties properties;
    private final MeterRegistry meters;

    KafkaClients(KafkaProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
    }

    /** Counts as {@code whistle.consumer.lag} how many records a reader of a topic has before it. */
    void tellLag(RecordLoop.Subscription subscription, AtomicLong lag) {
        meters.gauge(
                "whistle.consumer.lag", Tags.of("topic", subscription.topic(), "group", subscription.group()), lag);
    }

    /**
     * Acknowledged by all replicas, idempotent, without lingering. A send never expires: a later one would overtake it. Close
     * it with a time limit.
     */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                properties.with(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "0",
                        "max.block.ms", "5000",
                        "delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE),
                        "request.timeout.ms", "5000",
                        "compression.type", "none")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Committed by hand, from the earliest record on. */
    public Consumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                properties.with(Map.of(
                        "group.id", group,
                        "group.protocol", "consumer",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "max.poll.records", "200",
                        "fetch.max.wait.ms", "100")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
