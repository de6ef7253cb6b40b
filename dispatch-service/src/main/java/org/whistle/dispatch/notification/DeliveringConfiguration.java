package org.whistle.dispatch.notification;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** A deliverer for each channel, so that a dead one holds up no other. */
@Configuration(proxyBeanMethods = false)
class DeliveringConfiguration {

    @Bean
    DeliveryWorker.Parts deliveringParts(
            NotificationStore store,
            Composing composing,
            NotificationText wording,
            NotificationProperties properties,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        return new DeliveryWorker.Parts(store, composing, wording, properties, transaction, meters);
    }

    @Bean
    DeliveryWorker mailDelivering(
            MailChannelSender carrier,
            DeliveryWorker.Parts parts,
            @Value("${whistle.background:true}") boolean enabled) {
        return new DeliveryWorker(carrier, parts, enabled);
    }

    @Bean
    DeliveryWorker robotDelivering(
            RobotChannelSender carrier,
            DeliveryWorker.Parts parts,
            @Value("${whistle.background:true}") boolean enabled) {
        return new DeliveryWorker(carrier, parts, enabled);
    }
}
