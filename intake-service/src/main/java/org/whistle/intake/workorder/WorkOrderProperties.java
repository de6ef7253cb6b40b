package org.whistle.intake.workorder;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.whistle.events.code.Source;
import org.whistle.kit.outgoing.Backoff;

/** The platforms that work orders are exchanged with; none by default. */
@ConfigurationProperties("whistle.work-orders")
public record WorkOrderProperties(@DefaultValue List<System> systems) {

    static final Duration LONGEST_RETRY = Duration.ofHours(1);

    public WorkOrderProperties {
        systems = List.copyOf(systems);
    }

    /** The platform of a code. */
    public Optional<System> find(String code) {
        return systems.stream().filter(system -> system.code().equals(code)).findFirst();
    }

    /**
     * Another platform.
     *
     * @param code such as {@code 12345}
     * @param county 6 digits
     * @param source of its cases: HOTLINE_12345, LEADER, MEDIA or DEPARTMENT
     * @param url where it is asked and answered; absent for one that uses files alone
     * @param token sent to it; from the environment
     * @param inboundToken expected of it when it pushes; from the environment, nothing may be pushed without
     * @param pull whether it is asked for messages
     * @param poll how often
     * @param allowPrivate whether it may have an address of a private network
     * @param folder where files are dropped: {@code in}, {@code out}; absent for none
     * @param categories its categories by the county's
     * @param firstRetry after the first failure; doubled with each, an hour at most
     */
    public record System(
            String code,
            String county,
            @DefaultValue("HOTLINE_12345") Source source,
            @Nullable URI url,
            @Nullable String token,
            @Nullable String inboundToken,
            @DefaultValue("true") boolean pull,
            @DefaultValue("30s") Duration poll,
            @DefaultValue("false") boolean allowPrivate,
            @Nullable Path folder,
            @DefaultValue Map<String, String> categories,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("5s") Duration firstRetry) {

        public System {
            categories = Map.copyOf(categories);
        }

        /** How long to wait after failures. */
        Backoff backoff() {
            return new Backoff(firstRetry, LONGEST_RETRY);
        }

        @Override
        public String toString() {
            return "System[%s, %s, %s]".formatted(code, county, url);
        }
    }
}
