package org.whistle.dispatch.webhook;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.whistle.kit.upkeep.Retention;

/** What was delivered long ago, what belongs to a webhook that ended, and which events were seen; in this order. By the machine's time, which receivers live by. */
@Configuration(proxyBeanMethods = false)
class WebhookRetentions {

    /** As long as producers keep their events at least, so that one published again is known (events.md). */
    static final int REMEMBERED_DAYS = 90;

    private static final String OF_AN_ENDED_ONE = "webhook_id in (select id from webhook where state = 'ENDED')";

    @Bean
    Retention keepDelivered(WebhookProperties properties) {
        return new Retention(
                "webhook_delivery",
                "state = 'DELIVERED' and delivered_at < " + Retention.reallyBefore(properties.retention()),
                properties.retention());
    }

    @Bean
    Retention keepDeliveriesOfEndedWebhooks() {
        return new Retention("webhook_delivery", OF_AN_ENDED_ONE);
    }

    @Bean
    Retention keepLinesOfEndedWebhooks() {
        return new Retention("webhook_line", OF_AN_ENDED_ONE);
    }

    @Bean
    Retention keepEndedWebhooks() {
        return new Retention(
                "webhook", "state = 'ENDED' and not exists (select 1 from webhook_delivery where webhook_id = id)");
    }

    @Bean
    Retention keepSeenEvents() {
        Duration kept = Duration.ofDays(REMEMBERED_DAYS + 1);
        return new Retention("webhook_seen", "seen_at < " + Retention.reallyBefore(kept), kept);
    }
}
