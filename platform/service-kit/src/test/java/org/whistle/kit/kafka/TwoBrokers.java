package org.whistle.kit.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A cluster whose topics have a partition on each of two brokers, of which the second can be away. */
public final class TwoBrokers implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClusterTestKit cluster;

    private TwoBrokers(KafkaClusterTestKit cluster) {
        this.cluster = cluster;
    }

    /** Starts them and makes a topic. */
    public static TwoBrokers with(String topic) throws Exception {
        KafkaClusterTestKit cluster = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(true)
                        .setNumBrokerNodes(2)
                        .setNumControllerNodes(1)
                        .build())
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(0), 1, List.of(1)))))
                    .all()
                    .get();
        }
        return new TwoBrokers(cluster);
    }

    /** Clients of this cluster. */
    public KafkaClients clients() {
        return new KafkaClients(
                new KafkaProperties(cluster.bootstrapServers(), null), new SimpleMeterRegistry(), "", "");
    }

    /** Ends the second broker, in order. */
    public void stopSecond() {
        cluster.brokers().get(1).shutdown();
    }

    /** Starts it again. */
    public void startSecond() {
        cluster.brokers().get(1).startup();
    }

    /** The values of a partition of a topic so far, in order, as texts. */
    public List<String> values(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            List<String> values = new ArrayList<>();
            for (var polled = consumer.poll(POLL); !polled.isEmpty(); polled = consumer.poll(POLL)) {
                for (ConsumerRecord<byte[], byte[]> one : polled) {
                    values.add(new String(one.value(), StandardCharsets.UTF_8));
                }
            }
            return values;
        }
    }

    /** Keys that a producer puts into a partition, out of the texts of the numbers. */
    public static List<String> keysOf(int partition, int count) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(String::valueOf)
                .filter(key -> KafkaClients.partitionOf(key.getBytes(StandardCharsets.UTF_8), 2) == partition)
                .limit(count)
                .toList();
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
