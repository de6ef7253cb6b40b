package org.whistle.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Producers and consumers with the settings that losing nothing asks for (events.md, What a consumer can rely on). */
@Component
public class KafkaClients {

    private final KafkaProperties properties;
    private final MeterRegistry meters;
    private final String prefix;
    private final String groupPrefix;

    /**
     * Several installations may share a cluster.
     *
     * @param prefix of topics; empty by default
     * @param groupPrefix of groups; that of topics by default
     */
    KafkaClients(
            KafkaProperties properties,
            MeterRegistry meters,
            @Value("${whistle.kafka.prefix:}") String prefix,
            @Value("${whistle.kafka.group-prefix:${whistle.kafka.prefix:}}") String groupPrefix) {
        this.properties = properties;
        this.meters = meters;
        this.prefix = prefix;
        this.groupPrefix = groupPrefix;
    }

    /** A record for a topic of {@link Topics}, by its name in the cluster. */
    public ProducerRecord<byte[], byte[]> outgoing(String topic, @Nullable Long timestamp, byte[] key, byte[] value) {
        return new ProducerRecord<>(inCluster(topic), null, timestamp, key, value);
    }

    /** Where a producer puts a key's records: the topic, by its name of {@link Topics}, and the partition. */
    public TopicPartition placeOf(Producer<byte[], byte[]> producer, String topic, byte[] key) {
        return new TopicPartition(
                topic, partitionOf(key, producer.partitionsFor(inCluster(topic)).size()));
    }

    /** What Kafka's own partitioner answers. */
    static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** The name of a topic in the cluster. */
    String inCluster(String topic) {
        return prefix + topic;
    }

    /** A record as its readers know it, under its topic's own name. */
    ConsumerRecord<byte[], byte[]> incoming(ConsumerRecord<byte[], byte[]> message) {
        return prefix.isEmpty()
                ? message
                : new ConsumerRecord<>(
                        message.topic().substring(prefix.length()),
                        message.partition(),
                        message.offset(),
                        message.timestamp(),
                        message.timestampType(),
                        message.serializedKeySize(),
                        message.serializedValueSize(),
                        message.key(),
                        message.value(),
                        message.headers(),
                        message.leaderEpoch());
    }

    /**
     * Counts as {@code whistle.consumer.lag} how many records a reader of a topic has before it, and as {@code
     * whistle.consumer.reading} 1, or 0 where it fails and repeats.
     */
    void tell(RecordLoop.Subscription subscription, AtomicLong lag, AtomicBoolean reading) {
        Tags tags = Tags.of("topic", subscription.topic(), "group", subscription.group());
        meters.gauge("whistle.consumer.lag", tags, lag);
        meters.gauge("whistle.consumer.reading", tags, reading, value -> value.get() ? 1 : 0);
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
                        "group.id", groupPrefix + group,
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
