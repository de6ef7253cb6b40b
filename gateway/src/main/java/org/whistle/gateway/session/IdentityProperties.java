package org.whistle.gateway.session;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The OpenID provider and what the gateway is called there.
 *
 * @param issuerUri the issuer, as in the tokens
 * @param clientId the console's client
 * @param clientSecret its secret; comes from the environment
 */
@ConfigurationProperties("whistle.identity")
record IdentityProperties(URI issuerUri, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "IdentityProperties[issuerUri=%s, clientId=%s]".formatted(issuerUri, clientId);
    }
}
