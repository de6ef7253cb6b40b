package org.whistle.kit.security;

import java.util.List;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.whistle.door.RefusedAtDoorException;
import org.whistle.door.StrictDoor;
import org.whistle.kit.problem.Problems;
import org.whistle.kit.problem.Refusal;

/** Refuses malformed requests before anything else, as the gateway does, for callers that reach the service directly. */
@Configuration(proxyBeanMethods = false)
class Door {

    @Bean
    HttpFirewall strictDoor() {
        return new StrictDoor();
    }

    @Bean
    RequestRejectedHandler refusedAtDoor(Problems problems) {
        return (request, response, rejected) -> {
            if (rejected instanceof RefusedAtDoorException refused
                    && refused.code().equals("UNSUPPORTED_MEDIA_TYPE")) {
                problems.write(new Refusal.Other(415, refused.code()), request, response);
                return;
            }
            List<Refusal.FieldError> errors = rejected instanceof RefusedAtDoorException refused
                    ? List.of(new Refusal.FieldError(refused.pointer(), refused.code()))
                    : List.of();
            problems.write(new Refusal.Malformed("BAD_REQUEST", errors), request, response);
        };
    }

    /** As many languages as a header has room for: with Tomcat's own ten, a browser with eleven gets an error. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> manyLanguages() {
        return server -> server.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(5_000));
    }
}
