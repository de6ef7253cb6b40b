package org.whistle.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whistle.standalone.launch.DataFolder;

/** Kafka that keeps what it acknowledged. */
class KafkaBrokerIntegrationTests {

    @TempDir
    Path folder;

    @Test
    void topicsAndRecordsOutliveARestart() throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            try (KafkaBroker first = KafkaBroker.start(data);
                    var producer = new KafkaProducer<>(
                            Map.<String, Object>of("bootstrap.servers", first.bootstrapServers()),
                            new StringSerializer(),
                            new StringSerializer())) {
                producer.send(new ProducerRecord<>("case-events", 3, "case", "reported"))
                        .get();
            }
            try (KafkaBroker second = KafkaBroker.start(data)) {
                assertThat(partitions(second))
                        .containsEntry("case-events", 12)
                        .containsEntry("case-events.dlt", 12)
                        .containsEntry("reference-data", 1)
                        .containsEntry("admin-events", 1);
                assertThat(setting(second, "case-events", "retention.ms")).isEqualTo("-1");
                assertThat(setting(second, "case-events.dlt", "retention.ms"))
                        .as("180 days")
                        .isEqualTo("15552000000");
                assertThat(setting(second, "case-events", "flush.messages")).isEqualTo("1");
                assertThat(read(second)).extracting(ConsumerRecord::value).containsExactly("reported");
            }
        }
    }

    private static Map<String, Integer> partitions(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().entrySet().stream()
                    .collect(java.util.stream.Collectors.toMap(
                            Map.Entry::getKey,
                            topic -> topic.getValue().partitions().size()));
        }
    }

    private static String setting(KafkaBroker broker, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }

    private static ConsumerRecords<String, String> read(KafkaBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("case-events", 3)));
            return consumer.poll(Duration.ofSeconds(20));
        }
    }
}
