package org.whistle.dispatch.webhook;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.events.Producer;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.RecordLoop;
import org.whistle.kit.kafka.Topics;

/** Reads all case events a second time, the desk's own too, in a group of its own. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    @ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
    RecordLoop webhookRecords(KafkaClients kafka, Producer self, Fanout fanout) {
        return new RecordLoop(
                kafka,
                new RecordLoop.Subscription(
                        Topics.CASE_EVENTS, Topics.CASE_EVENT_PARTITIONS, self.service() + "-webhooks"),
                fanout);
    }
}
