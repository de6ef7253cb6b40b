package org.whistle.gateway.interfaces;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /api-docs} shows the committed OpenAPI documents ({@code /openapi/<service>.yaml}) and the events
 * ({@code /asyncapi.yaml}, {@code /schemas/<type>.json}); open to everybody, as they hold nothing but the contract.
 */
@Configuration(proxyBeanMethods = false)
class InterfaceDocuments implements WebMvcConfigurer {

    private static final String FOLDER = "classpath:/interfaces/";

    @Bean
    RouterFunction<ServerResponse> apiDocs() {
        return RouterFunctions.route()
                .GET(
                        "/api-docs",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_HTML)
                                .cacheControl(CacheControl.noCache())
                                .body(new ClassPathResource("interfaces/api-docs/index.html")))
                .build();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String folder : new String[] {"api-docs", "openapi", "schemas"}) {
            registry.addResourceHandler("/" + folder + "/**")
                    .addResourceLocations(FOLDER + folder + "/")
                    .setCacheControl(CacheControl.noCache());
        }
        registry.addResourceHandler("/asyncapi.yaml")
                .addResourceLocations(FOLDER)
                .setCacheControl(CacheControl.noCache());
    }
}
