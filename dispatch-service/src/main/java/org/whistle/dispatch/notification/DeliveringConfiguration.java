package org.whistle.dispatch.notification;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A deliverer for each channel, so that a dead one holds up no other. */
@Configuration(proxyBeanMethods = false)
class DeliveringConfiguration {

    @Bean
    Delivering.Parts deliveringParts(
            NotificationStore store,
            Composing composing,
            Wording wording,
            NotificationProperties properties,
            Releasing releasing,
            MeterRegistry meters) {
        return new Delivering.Parts(store, composing, wording, properties, releasing, meters);
    }

    @Bean
    Delivering mailDelivering(
            MailCarrier carrier, Delivering.Parts parts, @Value("${whistle.inbox.enabled:true}") boolean enabled) {
        return new Delivering(carrier, parts, enabled);
    }

    @Bean
    Delivering robotDelivering(
            RobotCarrier carrier, Delivering.Parts parts, @Value("${whistle.inbox.enabled:true}") boolean enabled) {
        return new Delivering(carrier, parts, enabled);
    }
}
