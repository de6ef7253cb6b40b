package org.whistle.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** What a reader does with a topic that is not as it has to be. */
@DeskTest
class RecordLoopIntegrationTests {

    private final String name = "growing-" + UUID.randomUUID();
    private final String inCluster = TestSystem.shared().topic(name);
    private final Admin admin =
            Admin.create(Map.of("bootstrap.servers", TestSystem.shared().bootstrapServers()));
    private final List<Integer> partitions = new CopyOnWriteArrayList<>();

    @Autowired
    private KafkaClients kafka;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void makeTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(inCluster, 1, (short) 1))).all().get();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void nothingIsReadOnceTheTopicHasAPartitionMore() throws Exception {
        RecordLoop loop = new RecordLoop(
                kafka,
                new RecordLoop.Subscription(name, 1, name),
                records -> records.forEach(message -> partitions.add(message.partition())));
        loop.start();
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            send(producer, 0);
            await().untilAsserted(() -> assertThat(partitions).containsExactly(0));
            assertThat(reading()).isEqualTo(1);

            admin.createPartitions(Map.of(inCluster, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            send(producer, 1);

            await().untilAsserted(() -> assertThat(reading()).isZero());
            assertThat(partitions).containsExactly(0);
        } finally {
            loop.stop();
        }
    }

    private void send(Producer<byte[], byte[]> producer, int partition) throws Exception {
        producer.send(new ProducerRecord<>(inCluster, partition, new byte[0], new byte[0]))
                .get();
    }

    private double reading() {
        return meters.get("whistle.consumer.reading").tag("topic", name).gauge().value();
    }
}
