package org.whistle.dispatch.webhook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are sent.
 *
 * @param key a file with 32 bytes in Base64 that seal the secrets; without it there are no webhooks
 * @param allowPrivate whether a webhook may be allowed an address of a private network
 * @param confidentialCategories prefixes of category codes whose cases are never sent to other systems
 * @param timeout of one call, from connecting to the end of the answer
 * @param firstRetry the wait after the first failure; doubled with each
 * @param longestRetry the longest wait
 * @param longestRest the longest rest of a receiver that fails again and again
 * @param pauseAfter a receiver that accepted nothing, or not one particular event, for so long is paused
 * @param atOnce calls to one receiver at the same time, by each replica
 * @param retention how long what was delivered can be sent again
 */
@ConfigurationProperties("whistle.webhooks")
public record WebhookProperties(
        @Nullable Path key,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue List<String> confidentialCategories,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("1h") Duration longestRetry,
        @DefaultValue("1m") Duration longestRest,
        @DefaultValue("3d") Duration pauseAfter,
        @DefaultValue("8") int atOnce,
        @DefaultValue("30d") Duration retention) {

    public WebhookProperties {
        confidentialCategories = List.copyOf(confidentialCategories);
    }

    boolean confidential(String category) {
        return confidentialCategories.stream().anyMatch(category::startsWith);
    }
}
