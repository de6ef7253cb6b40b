package org.whistle.gateway.problem;

import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.whistle.door.RefusedAtDoorException;
import org.whistle.door.StrictDoor;

/** Refuses malformed requests and unknown hosts before anything else is read, with a problem as the answer. */
@Configuration(proxyBeanMethods = false)
class Door {

    @Bean
    HttpFirewall strictDoor(@Value("${whistle.url:}") List<URI> urls) {
        KnownHosts hosts = KnownHosts.of(urls);
        StrictDoor door = new StrictDoor();
        door.setAllowedHostnames(name -> {
            if (!hosts.contains(name)) {
                throw new RefusedAtDoorException(GatewayProblem.UNKNOWN_HOST.name(), "Host");
            }
            return true;
        });
        return door;
    }

    @Bean
    RequestRejectedHandler refusedAtDoor(Problems problems) {
        return (request, response, rejected) -> {
            if (rejected instanceof RefusedAtDoorException refused) {
                GatewayProblem problem = GatewayProblem.valueOf(refused.code());
                problems.write(problem, request, response, refused.pointer());
            } else {
                problems.write(GatewayProblem.BAD_REQUEST, request, response);
            }
        };
    }

    /** As many languages as a header has room for: with Tomcat's own ten, a browser with eleven gets an error. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> manyLanguages() {
        return server -> server.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(5_000));
    }
}
