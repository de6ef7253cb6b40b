package org.whistle.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.UnreadableEventException;
import org.whistle.events.signature.SigningKey;

/** The other desks' side of a topic: publishes as any of them and reads everything. */
public final class TestTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    /** Opens a topic and reads it from its beginning. */
    public TestTopic(String name) {
        this.name = TestSystem.shared().topic(name);
        String servers = TestSystem.shared().bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(this.name).stream()
                .map(partition -> new TopicPartition(this.name, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Publishes an event signed by its own producer. */
    public void publish(Envelope envelope) {
        publish(envelope, keyOf(envelope));
    }

    /** Publishes events each signed by its own producer, in their order, and waits once for all of them. */
    public void publish(List<Envelope> envelopes) {
        List<Future<RecordMetadata>> sent = envelopes.stream()
                .map(envelope -> {
                    SigningKey key = keyOf(envelope);
                    byte[] value = EventCodec.encode(envelope);
                    return send(envelope.subject(), value, signature(key, value));
                })
                .toList();
        sent.forEach(TestTopic::await);
    }

    /** Publishes an event signed with the given key. */
    public void publish(Envelope envelope, SigningKey key) {
        byte[] value = EventCodec.encode(envelope);
        publish(envelope.subject(), value, signature(key, value));
    }

    /** Publishes any bytes with any signature header. */
    public void publish(String recordKey, byte[] value, String signature) {
        await(send(recordKey, value, signature));
    }

    private Future<RecordMetadata> send(String recordKey, byte[] value, String signature) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(name, recordKey.getBytes(StandardCharsets.UTF_8), value);
        message.headers().add("signature", signature.getBytes(StandardCharsets.UTF_8));
        return producer.send(message);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey keyOf(Envelope envelope) {
        return TestSystem.shared()
                .keys()
                .signingKey(Producer.ofService(envelope.source().substring(1)));
    }

    private static String signature(SigningKey key, byte[] value) {
        return key.keyId() + ":" + Base64.getEncoder().encodeToString(key.sign(value));
    }

    /** Everything on the topic so far, in order per partition. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        for (var polled = consumer.poll(POLL); !polled.isEmpty(); polled = consumer.poll(POLL)) {
            polled.forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    /** The readable events about one subject, in order. */
    public List<Envelope> events(String subject) {
        return records().stream()
                .filter(message -> subject.equals(new String(message.key(), StandardCharsets.UTF_8)))
                .flatMap(message -> decode(message.value()).stream())
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private static List<Envelope> decode(byte[] value) {
        try {
            return List.of(EventCodec.decode(value));
        } catch (UnreadableEventException e) {
            return List.of();
        }
    }
}
