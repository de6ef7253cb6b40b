package org.whistle.kit.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;
import org.whistle.kit.desk.Delivery;

/** A polled record with what we think of it. */
record Incoming(
        ConsumerRecord<byte[], byte[]> message, @Nullable String signature, SignerCheck.Verdict verdict) {

    /** The record's key; the one of an unkeyed record is its own place in the log. */
    String caseId() {
        byte @Nullable [] key = message.key();
        return key == null ? message.partition() + "@" + message.offset() : new String(key, StandardCharsets.UTF_8);
    }

    /** The envelope as delivered now. */
    Delivery delivery(Envelope envelope) {
        return new Delivery(envelope, Duration.ofMillis(Math.max(0, System.currentTimeMillis() - message.timestamp())));
    }

    /** The envelope, where it is a trusted one of another service. */
    Optional<Envelope> foreignEnvelope(Producer self) {
        return verdict instanceof SignerCheck.Verdict.Trusted(Envelope envelope)
                        && !envelope.source().equals(self.source())
                ? Optional.of(envelope)
                : Optional.empty();
    }
}
