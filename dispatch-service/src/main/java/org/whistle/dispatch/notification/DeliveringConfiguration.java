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
    Delivering.Parts deliveringParts(
            NotificationStore store,
            Composing composing,
            Wording wording,
            NotificationProperties properties,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        return new Delivering.Parts(store, composing, wording, properties, transaction, meters);
    }

    @Bean
    Delivering mailDelivering(
            MailCarrier carrier, Delivering.Parts parts, @Value("${whistle.background:true}") boolean enabled) {
        return new Delivering(carrier, parts, enabled);
    }

    @Bean
    Delivering robotDelivering(
            RobotCarrier carrier, Delivering.Parts parts, @Value("${whistle.background:true}") boolean enabled) {
        return new Delivering(carrier, parts, enabled);
    }
}
