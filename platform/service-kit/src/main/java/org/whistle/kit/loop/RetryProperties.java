package org.whistle.kit.loop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.whistle.kit.outgoing.Backoff;

/**
 * How long an event waits that could not be published or applied: doubled with each failure.
 *
 * @param first after the first failure
 * @param longest at most
 */
@ConfigurationProperties("whistle.retry")
public record RetryProperties(
        @DefaultValue("1s") Duration first,
        @DefaultValue("5m") Duration longest) {

    /** These waits. */
    public Backoff backoff() {
        return new Backoff(first, longest);
    }
}
