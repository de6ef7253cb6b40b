package org.whistle.kit.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.Producer;

/** Clients of no broker: their producer is a given one. */
public final class GivenProducer extends KafkaClients {

    private final Producer<byte[], byte[]> producer;

    public GivenProducer(Producer<byte[], byte[]> producer) {
        super(new KafkaProperties("", null), new SimpleMeterRegistry(), "", "");
        this.producer = producer;
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return producer;
    }
}
