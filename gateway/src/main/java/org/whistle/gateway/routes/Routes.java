package org.whistle.gateway.routes;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RequestPredicates.HEAD;
import static org.springframework.web.servlet.function.RequestPredicates.POST;
import static org.springframework.web.servlet.function.RequestPredicates.PUT;
import static org.springframework.web.servlet.function.RequestPredicates.method;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.whistle.gateway.session.TokenRelay;

/** The routes: uploads, packs, the live stream and files first, since they run without a time limit. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final RequestPredicate UPLOAD = POST("/api/intake/photos").or(POST("/api/intake/documents"));
    private static final RequestPredicate PACK =
            PUT("/api/dispatch/reference/packs/*").or(POST("/api/dispatch/reference/packs/**"));
    private static final String STREAM = "/api/audit/stream";
    private static final RequestPredicate OPEN311 = path("/open311/**");
    private static final RequestPredicate WORK_ORDERS = path("/work-orders/**");
    private static final Pattern FILE = Pattern.compile(".+\\.(csv|xlsx|xes|ocel\\.json)");

    private static final RequestPredicate FILES =
            request -> FILE.matcher(request.path()).matches();

    /** Files of any size, and what reads a whole ledger. */
    private static final RequestPredicate LONG = GET("/api/audit/**")
            .and(FILES)
            .or(POST("/api/audit/logs/*/verify"))
            .or(POST("/api/audit/scores/*/recompute"));

    /** The service would go on with its answer after the headers, on a connection that is in use again by then. */
    private static final RequestPredicate HEAD_OF_STREAM =
            HEAD(STREAM).or(HEAD("/api/audit/**").and(FILES));

    private final RouteProperties properties;
    private final ServiceGuard guard;
    private final TokenRelay relay;
    private final CallLimits limits;

    Routes(RouteProperties properties, ServiceGuard guard, TokenRelay relay, CallLimits limits) {
        this.properties = properties;
        this.guard = guard;
        this.relay = relay;
        this.limits = limits;
    }

    @Bean
    RouterFunction<ServerResponse> services() {
        RouterFunction<ServerResponse> routes = RouterFunctions.route(HEAD_OF_STREAM, _ -> {
                    throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
                })
                .and(open("intake-upload", UPLOAD, WhistleService.INTAKE))
                .and(open("dispatch-pack", PACK, WhistleService.DISPATCH))
                .and(open("audit-stream", GET(STREAM), WhistleService.AUDIT))
                .and(open("audit-long", LONG, WhistleService.AUDIT));
        routes = routes.and(open("open311-report", OPEN311.and(method(HttpMethod.POST)), WhistleService.INTAKE))
                .and(open("open311", OPEN311, WhistleService.INTAKE))
                .and(open("work-orders", WORK_ORDERS, WhistleService.INTAKE));
        for (WhistleService service : WhistleService.values()) {
            routes = routes.and(open(service.path(), path("/api/" + service.path() + "/**"), service));
        }
        return routes;
    }

    private RouterFunction<ServerResponse> open(String id, RequestPredicate predicate, WhistleService service) {
        return route(id)
                .route(predicate, http())
                .before(uri(properties.uriOf(service)))
                .filter(limits.perCaller())
                .filter(relay.filter())
                .filter(guard.around(id, service))
                .build();
    }
}
