package org.whistle.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Three doors: other systems with a key that intake judges, callers with a token of the issuer, and browsers with a session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    static final String LOGIN = "/oauth2/authorization/whistle";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String PERMISSIONS_POLICY = "geolocation=(self), camera=(self), microphone=(self)";
    private static final String[] OPEN = {
        "/",
        "/index.html",
        "/assets/**",
        "/*.js",
        "/*.svg",
        "/*.png",
        "/*.txt",
        "/manifest.webmanifest",
        "/api-docs",
        "/api-docs/*",
        "/openapi/*",
        "/schemas/*",
        "/asyncapi.yaml",
        "/webjars/swagger-ui/**",
        Logout.AT_PROVIDER,
        "/error",
        "/actuator/health",
        "/actuator/health/*",
        "/actuator/prometheus"
    };

    @Bean
    @Order(1)
    SecurityFilterChain otherSystems(HttpSecurity http) {
        return withoutSession(http.securityMatcher("/open311/**", "/work-orders/**"))
                .cors(cors -> cors.configurationSource(pagesOfOthers()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Open311's clients are pages of any origin (GeoReport v2); they send a key, never a cookie of ours. */
    private static CorsConfigurationSource pagesOfOthers() {
        CorsConfiguration anyOrigin = new CorsConfiguration();
        anyOrigin.addAllowedOrigin(CorsConfiguration.ALL);
        anyOrigin.addAllowedHeader(CorsConfiguration.ALL);
        anyOrigin.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        anyOrigin.setExposedHeaders(List.of("Location", "Retry-After"));
        anyOrigin.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/open311/**", anyOrigin);
        return source;
    }

    /** A token is verified before the call reaches a service; the service decides what it allows. */
    @Bean
    @Order(2)
    SecurityFilterChain bearers(HttpSecurity http, Refusals refusals) {
        return withoutSession(http.securityMatcher(Callers::isBearerCall))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(_ -> {})
                        .authenticationEntryPoint(refusals)
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {

                            @Override
                            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                                filter.setAuthenticationFailureHandler(refusals::commence);
                                return filter;
                            }
                        }))
                .build();
    }

    private static HttpSecurity withoutSession(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers);
    }

    @Bean
    @Order(3)
    SecurityFilterChain browsers(HttpSecurity http, Refusals refusals, Logout logout) {
        HttpSessionRequestCache navigations = new HttpSessionRequestCache();
        navigations.setRequestMatcher(Callers::isNavigation);
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(Cookies.csrf())
                        .requireCsrfProtectionMatcher(Callers::needsCsrfToken))
                .requestCache(cache -> cache.requestCache(navigations))
                .oauth2Login(login ->
                        login.loginPage(LOGIN).defaultSuccessUrl("/").failureHandler(SecurityConfiguration::failed))
                .logout(out -> out.logoutUrl("/logout")
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(Directive.CACHE)))
                        .logoutSuccessHandler(logout))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    /** Of two tabs that sign in at once the session knows the later one; the other finds itself signed in on the start page. */
    private static void failed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        boolean overtaken = failure instanceof OAuth2AuthenticationException oauth
                && oauth.getError().getErrorCode().equals("authorization_request_not_found");
        response.sendRedirect(overtaken ? "/" : "/?login=failed");
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }
}
