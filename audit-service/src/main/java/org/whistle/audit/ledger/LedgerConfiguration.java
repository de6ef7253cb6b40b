package org.whistle.audit.ledger;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.events.Producer;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.RecordLoop;
import org.whistle.kit.kafka.Topics;

/** Feeds the ledger from the topic. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
class LedgerConfiguration {

    @Bean
    RecordLoop ledgerRecords(KafkaClients kafka, Producer self, Appender appender) {
        return new RecordLoop(
                kafka,
                new RecordLoop.Subscription(Topics.CASE_EVENTS, Topics.CASE_EVENT_PARTITIONS, self.service()),
                appender);
    }
}
