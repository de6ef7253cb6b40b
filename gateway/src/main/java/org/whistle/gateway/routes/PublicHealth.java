package org.whistle.gateway.routes;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers the gateway's health on the public port, too, where the actuator has a port of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class PublicHealth {

    @Bean
    RouterFunction<ServerResponse> healthOnPublicPort(HealthEndpoint health) {
        return route().GET("/actuator/health", _ -> {
                    HealthDescriptor found = health.health();
                    return ServerResponse.status(Status.UP.equals(found.getStatus()) ? 200 : 503)
                            .body(Map.of("status", found.getStatus().getCode()));
                })
                .build();
    }
}
