package org.whistle.gateway.routes;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The addresses of the services and the limits of the gateway.
 *
 * @param services address of each service, by the segment of its path
 * @param bodyLimit largest body of a call
 * @param uploadLimit largest body of a photo, document or county pack
 * @param headerTime time to send the request line and all headers
 * @param bodyTime time to send the body of a call
 * @param uploadTime time to send a photo, document or county pack
 * @param connectTimeout time to open a connection to a service
 */
@ConfigurationProperties("whistle")
record RouteProperties(
        Map<String, URI> services,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("25MB") DataSize uploadLimit,
        @DefaultValue("20s") Duration headerTime,
        @DefaultValue("20s") Duration bodyTime,
        @DefaultValue("10m") Duration uploadTime,
        @DefaultValue("2s") Duration connectTimeout) {

    RouteProperties {
        services = Map.copyOf(services);
        for (WhistleService service : WhistleService.values()) {
            if (!services.containsKey(service.path())) {
                throw new IllegalArgumentException(
                        "whistle.services.%s: missing (expected: a URI)".formatted(service.path()));
            }
        }
    }

    URI uriOf(WhistleService service) {
        return Objects.requireNonNull(services.get(service.path()));
    }
}
