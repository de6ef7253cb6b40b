package org.whistle.intake.integration.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Other systems have no token of the issuer: their doors are open, and the controllers look at the key or token they bring. */
@Configuration(proxyBeanMethods = false)
class OtherSystemsSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain otherSystems(HttpSecurity http) {
        return http.securityMatcher("/open311/**", "/work-orders/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
