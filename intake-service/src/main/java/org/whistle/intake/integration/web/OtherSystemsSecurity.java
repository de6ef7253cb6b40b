package org.whistle.intake.integration.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.whistle.kit.problem.Problems;
import org.whistle.kit.problem.Refusal;

/**
 * Other systems have no token of the issuer. A platform that pushes brings its own; GeoReport clients send a key, which each
 * call checks itself, since a report has it in its form.
 */
@Configuration(proxyBeanMethods = false)
class OtherSystemsSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain otherSystems(
            HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> pushToken, Problems problems) {
        return http.securityMatcher("/open311/**", "/work-orders/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/work-orders/v1/{system}/messages")
                        .access(pushToken)
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, _) ->
                        problems.write(new Refusal.Other(401, "UNAUTHENTICATED"), request, response)))
                .build();
    }
}
