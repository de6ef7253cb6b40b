package org.whistle.kit.reference;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Producer;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.inbound.SignerCheck;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.RecordLoop;
import org.whistle.kit.kafka.Topics;

/** Takes county packs from their topic into the desk's own copy. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
class ReferenceInbox {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceInbox.class);

    @Bean
    RecordLoop referenceRecords(
            KafkaClients kafka,
            Producer self,
            SignerCheck signers,
            ReferenceStore store,
            ReferenceData data,
            List<ActivationListener> listeners,
            TransactionTemplate transaction) {
        BatchProcessor processor = records -> {
            transaction.executeWithoutResult(_ -> records.forEach(record -> take(record, signers, store, listeners)));
            data.refresh();
        };
        return new RecordLoop(
                kafka, new RecordLoop.Subscription(Topics.REFERENCE_DATA, 1, self.service() + "-reference"), processor);
    }

    private static void take(
            ConsumerRecord<byte[], byte[]> record,
            SignerCheck signers,
            ReferenceStore store,
            List<ActivationListener> listeners) {
        SignerCheck.Verdict verdict = signers.judge(record.value(), SignerCheck.signatureOf(record));
        if (!(verdict instanceof SignerCheck.Verdict.Trusted(var envelope))) {
            LOG.error("reference record refused offset={} verdict={}", record.offset(), verdict);
            return;
        }
        switch (envelope.data()) {
            case ReferenceEvent.RecordsStaged staged -> store.stage(staged);
            case ReferenceEvent.PackActivated activated -> {
                if (store.activate(activated)) {
                    listeners.forEach(listener -> listener.activated(activated.county(), activated.version()));
                } else {
                    LOG.error(
                            "pack incomplete, not in force county={} version={}",
                            activated.county(),
                            activated.version());
                }
            }
            default -> LOG.debug("reference event ignored type={}", envelope.type());
        }
    }
}
