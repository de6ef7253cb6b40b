package org.whistle.kit.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Producer;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.RecordLoop;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.loop.RetryProperties;
import org.whistle.kit.trace.Traces;

/** Consumes case events for a desk's {@link EventHandler}; audit, which has no desk, switches it off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "whistle.inbox.enabled", matchIfMissing = true)
class InboundConfiguration {

    @Bean
    DeskInbox deskInbox(
            Producer self,
            SignerCheck signers,
            InboxTables tables,
            DeadLetters deadLetters,
            TransactionTemplate transaction,
            EventHandler handler,
            Traces traces,
            RetryProperties retry,
            MeterRegistry meters) {
        return new DeskInbox(self, signers, tables, deadLetters, transaction, handler, traces, retry.backoff(), meters);
    }

    @Bean
    @ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
    ParkedLoop parkedLoop(DeskInbox inbox) {
        return new ParkedLoop(inbox);
    }

    @Bean
    @ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
    RecordLoop caseRecords(KafkaClients kafka, Producer self, DeskInbox inbox) {
        return new RecordLoop(
                kafka,
                new RecordLoop.Subscription(Topics.CASE_EVENTS, Topics.CASE_EVENT_PARTITIONS, self.service()),
                inbox);
    }
}
