package org.whistle.audit.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.StoryTeller;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.kit.kafka.Topics;
import org.whistle.testing.TestSystem;

/** A partition as a consumer reads it, record by record under the test's own hand. */
public final class Partition {

    private final Shard shard;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** The partition that feeds a shard. */
    public Partition(Shard shard) {
        this.shard = shard;
    }

    /** The shard. */
    public Shard shard() {
        return shard;
    }

    /** Everything that happened to a case. */
    public Partition add(StoryTeller story) {
        story.events().forEach(this::add);
        return this;
    }

    /** An event signed by its own producer. */
    public Partition add(Envelope envelope) {
        return add(envelope, keyOf(envelope.source().substring(1)));
    }

    /** Adds an event signed with the given key. */
    public Partition add(Envelope envelope, SigningKey key) {
        byte[] value = EventCodec.encode(envelope);
        return add(value, key.keyId() + ":" + Base64.getEncoder().encodeToString(key.sign(value)));
    }

    /** Any bytes with any signature header. */
    public Partition add(byte @Nullable [] value, @Nullable String signature) {
        RecordHeaders headers = new RecordHeaders();
        if (signature != null) {
            headers.add(Topics.SIGNATURE_HEADER, signature.getBytes(StandardCharsets.UTF_8));
        }
        boolean admin = shard.equals(Shard.ADMIN);
        records.add(new ConsumerRecord<>(
                admin ? Topics.ADMIN_EVENTS : Topics.CASE_EVENTS,
                admin ? 0 : shard.number(),
                records.size(),
                0,
                TimestampType.CREATE_TIME,
                0,
                value == null ? 0 : value.length,
                new byte[0],
                value,
                headers,
                Optional.empty()));
        return this;
    }

    /** The records from one position to before another. */
    public List<ConsumerRecord<byte[], byte[]>> records(int from, int to) {
        return List.copyOf(records.subList(from, to));
    }

    /** All of them. */
    public List<ConsumerRecord<byte[], byte[]>> all() {
        return List.copyOf(records);
    }

    /** A service's key. */
    public static SigningKey keyOf(String service) {
        return TestSystem.shared().keys().signingKey(Producer.ofService(service));
    }
}
