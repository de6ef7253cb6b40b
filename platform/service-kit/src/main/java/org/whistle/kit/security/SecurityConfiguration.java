package org.whistle.kit.security;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.whistle.door.AccessTokens;
import org.whistle.door.RememberedTokens;
import org.whistle.kit.problem.Problems;
import org.whistle.kit.problem.Refusal;

/** Everything but health and metrics needs a token of the configured issuer; what it allows is decided case by case. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /**
     * Open without a token, for callers that reach the service directly; not from outside, since the gateway passes on /api
     * only.
     */
    private static final String[] OPEN = {"/actuator/health/**", "/actuator/info", "/actuator/prometheus", "/error"};

    /** Before anything is answered: a stream's own thread may commit the response while the request's still leaves. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EARLY_HEADERS = new ObjectPostProcessor<>() {

        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    /** The issuer's keys are kept until a token names one that is unknown: people go on working while the issuer is down. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer keptKeys() {
        return decoder -> decoder.cache(new ConcurrentMapCache("issuer-keys"));
    }

    /** Of the issuer's tokens only those made for us. */
    @Bean
    OAuth2TokenValidator<Jwt> accessTokens() {
        return AccessTokens.type();
    }

    @Bean
    OAuth2TokenValidator<Jwt> ofOurInterfaces() {
        return AccessTokens.audience();
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http, JwtDecoder tokens, Problems problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.addObjectPostProcessor(EARLY_HEADERS))
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(new RememberedTokens(tokens)))
                        .authenticationEntryPoint((request, response, e) -> {
                            response.setHeader("WWW-Authenticate", "Bearer");
                            problems.write(new Refusal.Other(401, codeOf(e)), request, response);
                        })
                        .accessDeniedHandler((request, response, _) ->
                                problems.write(new Refusal.Forbidden("FORBIDDEN"), request, response)))
                .build();
    }

    private static String codeOf(AuthenticationException e) {
        return e instanceof OAuth2AuthenticationException ? "INVALID_TOKEN" : "UNAUTHENTICATED";
    }
}
