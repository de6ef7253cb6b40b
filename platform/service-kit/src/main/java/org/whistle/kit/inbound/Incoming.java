package org.whistle.kit.inbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.kit.desk.InboundEvent;

/** A polled record with its verdict. */
record Incoming(
        ConsumerRecord<byte[], byte[]> message, @Nullable String signature, SignerCheck.Verdict verdict) {

    /** The record's key, absent for an unkeyed record. */
    @Nullable
    String key() {
        byte @Nullable [] key = message.key();
        return key == null ? null : SignerCheck.text(key);
    }

    /** The record's key; the one of an unkeyed record is its own place in the log. */
    String caseId() {
        String key = key();
        return key == null ? message.partition() + "@" + message.offset() : key;
    }

    /** Why it cannot be used; empty where it can. */
    Optional<String> reason() {
        return switch (verdict) {
            case SignerCheck.Verdict.Refused(String reason) -> Optional.of(reason);
            case SignerCheck.Verdict.Unreadable(String reason) -> Optional.of(reason);
            case SignerCheck.Verdict.Trusted _ -> Optional.empty();
        };
    }

    /**
     * The envelope as delivered now.
     *
     * @param now by the clock of a database, as the record's own time is
     */
    InboundEvent inbound(Envelope envelope, Instant now) {
        Duration waited = Duration.between(Instant.ofEpochMilli(message.timestamp()), now);
        return new InboundEvent(envelope, waited.isNegative() ? Duration.ZERO : waited);
    }
}
