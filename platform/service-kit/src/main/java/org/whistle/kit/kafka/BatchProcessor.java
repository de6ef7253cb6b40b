package org.whistle.kit.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes polled records; what it returns from is done, what it throws from comes again. */
@FunctionalInterface
public interface BatchProcessor {

    /** Processes the records in order; its effects are committed when it returns. */
    void process(List<ConsumerRecord<byte[], byte[]>> records);
}
