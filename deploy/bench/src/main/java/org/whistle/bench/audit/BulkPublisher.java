package org.whistle.bench.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.testing.TestSystem;

/** Publishes signed events as fast as the broker takes them. */
final class BulkPublisher implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    BulkPublisher() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestSystem.shared().bootstrapServers(), "acks", "all", "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void publish(Envelope envelope) {
        byte[] value = EventCodec.encode(envelope);
        SigningKey key = TestSystem.shared()
                .keys()
                .signingKey(Producer.ofService(envelope.source().substring(1)));
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                TestSystem.shared().topic("case-events"), envelope.subject().getBytes(StandardCharsets.UTF_8), value);
        String signature = key.keyId() + ":" + Base64.getEncoder().encodeToString(key.sign(value));
        message.headers().add("signature", signature.getBytes(StandardCharsets.UTF_8));
        producer.send(message);
    }

    @Override
    public void close() {
        producer.close();
    }
}
