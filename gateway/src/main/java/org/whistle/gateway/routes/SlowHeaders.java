package org.whistle.gateway.routes;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Headers have a time limit, as bodies have by {@link LimitedBody}. */
@Component
class SlowHeaders implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final RouteProperties properties;

    SlowHeaders(RouteProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(TimedHeadersProtocol.class.getName());
        factory.addProtocolHandlerCustomizers(
                (TimedHeadersProtocol protocol) -> protocol.setHeaderTime(properties.headerTime()));
    }
}
