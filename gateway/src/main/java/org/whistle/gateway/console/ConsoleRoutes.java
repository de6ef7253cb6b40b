package org.whistle.gateway.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Answers every address a person opens with the console, which selects the page by the address or shows that there is none.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleRoutes implements WebMvcConfigurer {

    private static final Duration FOR_GOOD = Duration.ofDays(365);
    private static final ClassPathResource PAGE = new ClassPathResource("static/index.html");

    /** First path segments that are not the console's. */
    private static final Set<String> OTHERS = Set.of(
            "api",
            "api-docs",
            "open311",
            "work-orders",
            "openapi",
            "schemas",
            "webjars",
            "me",
            "actuator",
            "oauth2",
            "login",
            "logout",
            "error",
            "assets");

    @Bean
    RouterFunction<ServerResponse> console() {
        return RouterFunctions.route()
                .GET(
                        ConsoleRoutes::isPage,
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .cacheControl(CacheControl.noCache())
                                .body(PAGE))
                .build();
    }

    /** Files of a build carry a hash of their content in their names; the build has compressed them. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.maxAge(FOR_GOOD).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new SmallestFirst());
    }

    /** Browsers name gzip before Brotli without meaning to prefer it. */
    private static final class SmallestFirst extends EncodedResourceResolver {

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return super.resolveResourceInternal(request == null ? null : brotliFirst(request), path, locations, chain);
        }

        private static HttpServletRequest brotliFirst(HttpServletRequest request) {
            String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
            return accepted == null || !accepted.matches(".*\\bbr(,.*)?")
                    ? request
                    : new HttpServletRequestWrapper(request) {
                        @Override
                        public String getHeader(String name) {
                            return name.equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING) ? "br" : super.getHeader(name);
                        }
                    };
        }
    }

    private static boolean isPage(ServerRequest request) {
        List<String> segments = List.of(request.path().split("/"));
        String first = segments.size() > 1 ? segments.get(1) : "";
        String last = segments.isEmpty() ? "" : segments.getLast();
        boolean asked = request.headers().accept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
        return request.method() == HttpMethod.GET && asked && !OTHERS.contains(first) && !last.contains(".");
    }
}
