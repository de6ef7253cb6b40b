package org.whistle.gateway.routes;

import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** How the gateway speaks to the services. */
@Configuration(proxyBeanMethods = false)
class ServiceClient {

    /** What belongs between the caller and the gateway only. */
    private static final Set<String> KEPT_HERE = Set.of(HttpHeaders.COOKIE, "X-XSRF-TOKEN", "X-Real-IP", "Expect");

    /** Idle connections are closed before a service would (Tomcat: after 20 s), so that none breaks in use. */
    private static final String IDLE_SECONDS = "15";

    @Bean
    ClientHttpRequestFactory clientHttpRequestFactory(RouteProperties properties, ExecutorService serviceCalls) {
        System.setProperty("jdk.httpclient.keepalive.timeout", IDLE_SECONDS);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .executor(serviceCalls)
                .build();
        return new JdkClientHttpRequestFactory(client, serviceCalls);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService serviceCalls() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    RequestHttpHeadersFilter keepCallersCookies() {
        return (headers, request) -> {
            HttpHeaders kept = new HttpHeaders();
            headers.forEach((name, values) -> {
                if (KEPT_HERE.stream().noneMatch(name::equalsIgnoreCase)) {
                    kept.addAll(name, values);
                }
            });
            return kept;
        };
    }
}
