package org.whistle.intake.photo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.events.Producer;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.kafka.RecordLoop;
import org.whistle.kit.kafka.Topics;

/** Reads all case events a second time, from the first one on, so that files of cases before an upgrade are known too. */
@Configuration(proxyBeanMethods = false)
class FileAccessConfiguration {

    @Bean
    @ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
    RecordLoop fileRecords(KafkaClients kafka, Producer self, FileAccess files) {
        return new RecordLoop(
                kafka,
                new RecordLoop.Subscription(
                        Topics.CASE_EVENTS, Topics.CASE_EVENT_PARTITIONS, self.service() + "-files"),
                files);
    }
}
