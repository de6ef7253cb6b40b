package org.whistle.gateway.session;

import java.util.List;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.whistle.door.AccessTokens;
import org.whistle.door.RememberedTokens;

/** The OpenID provider, asked for its addresses only when first needed, so that the gateway starts without it. */
@Configuration(proxyBeanMethods = false)
class IdentityProvider {

    @Bean
    ClientRegistrationRepository clientRegistrations(OAuth2ClientProperties properties) {
        return new SupplierClientRegistrationRepository(() -> {
            List<ClientRegistration> registrations = List.copyOf(new OAuth2ClientPropertiesMapper(properties)
                    .asClientRegistrations()
                    .values());
            return new InMemoryClientRegistrationRepository(registrations);
        });
    }

    /** Tokens live in the session, so that every replica has them and they end with it. */
    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager authorizedClientManager(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        var manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken()
                .build());
        return manager;
    }

    /**
     * Keeps the issuer's keys until a token names one that is unknown: while the issuer is away, people go on working. Throws
     * another exception for a wrong token ({@link org.springframework.security.oauth2.jwt.BadJwtException}) than for a silent provider.
     */
    @Bean
    JwtDecoder accessTokens(IdentityProperties identity) {
        String issuer = identity.issuerUri().toString();
        JwtDecoder decoder = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder tokens = NimbusJwtDecoder.withIssuerLocation(issuer)
                    .cache(new ConcurrentMapCache("issuer-keys"))
                    .build();
            tokens.setJwtValidator(JwtValidators.createDefaultWithValidators(
                    List.of(new JwtIssuerValidator(issuer), AccessTokens.type(), AccessTokens.audience())));
            return tokens;
        });
        return new RememberedTokens(token -> {
            try {
                return decoder.decode(token);
            } catch (JwtDecoderInitializationException e) {
                throw new JwtException("issuer: silent", e);
            }
        });
    }
}
