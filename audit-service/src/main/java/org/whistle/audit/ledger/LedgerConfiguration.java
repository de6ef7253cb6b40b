package org.whistle.audit.ledger;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.events.Producer;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.RecordLoop;
import org.whistle.kit.kafka.Topics;

/** Feeds the ledger from the two topics, each from where the ledger ends. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
class LedgerConfiguration {

    @Bean
    RecordLoop ledgerRecords(KafkaClients kafka, Producer self, Appender appender, ShardEdges edges) {
        edges.makeMissing();
        return loop(kafka, Topics.CASE_EVENTS, Topics.CASE_EVENT_PARTITIONS, self.service(), appender);
    }

    @Bean
    RecordLoop adminRecords(KafkaClients kafka, Producer self, Appender appender) {
        return loop(kafka, Topics.ADMIN_EVENTS, Topics.ADMIN_EVENT_PARTITIONS, self.service() + "-admin", appender);
    }

    private static RecordLoop loop(KafkaClients kafka, String topic, int partitions, String group, Appender appender) {
        return new RecordLoop(
                kafka,
                new RecordLoop.Subscription(topic, partitions, group),
                appender,
                partition -> appender.start(Shard.of(topic, partition)));
    }
}
