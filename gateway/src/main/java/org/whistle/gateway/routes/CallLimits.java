package org.whistle.gateway.routes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/**
 * Gives each account a number of calls a period ({@code resilience4j.ratelimiter}) and a number of places
 * ({@code resilience4j.bulkhead}), for which it waits; and each address those without an account. An office behind one
 * address signs in and so has a limit for each of its people. Each replica counts for itself.
 */
@Component
class CallLimits {

    private static final int MOST_CALLERS = 100_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RateLimiterRegistry limits;
    private final BulkheadRegistry places;
    private final Problems problems;
    private final Cache<Caller, Share> shares = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    CallLimits(RateLimiterRegistry limits, BulkheadRegistry places, Problems problems) {
        this.limits = limits;
        this.places = places;
        this.problems = problems;
    }

    /** The caller and its kind: {@code account}, {@code address} or {@code public}. */
    private record Caller(String kind, String name) {}

    private record Share(RateLimiter calls, Bulkhead places) {}

    /** Refuses a call beyond the caller's share before its body is read. */
    HandlerFilterFunction<ServerResponse, ServerResponse> perCaller() {
        return (request, next) -> {
            Share share = shares.get(callerOf(request), this::shareOf);
            if (!share.calls().acquirePermission() || !share.places().tryAcquirePermission()) {
                return problems.answer(GatewayProblem.TOO_MANY_CALLS, request.servletRequest());
            }
            try {
                return next.handle(request);
            } finally {
                share.places().onComplete();
            }
        };
    }

    private Share shareOf(Caller caller) {
        return new Share(
                RateLimiter.of(
                        caller.name(), limits.getConfiguration(caller.kind()).orElseThrow()),
                Bulkhead.of(
                        caller.name(), places.getConfiguration(caller.kind()).orElseThrow()));
    }

    private static Caller callerOf(ServerRequest request) {
        return request.principal()
                .map(account -> new Caller("account", account.getName()))
                .orElseGet(() -> new Caller(
                        isPublic(request) ? "public" : "address",
                        networkOf(request.servletRequest().getRemoteAddr())));
    }

    /** Reading without a key. A report has its key in the form. */
    private static boolean isPublic(ServerRequest request) {
        return !request.method().equals(HttpMethod.POST)
                && request.param("api_key").filter(key -> !key.isBlank()).isEmpty();
    }

    /**
     * An IPv4 address; of an IPv6 address the 64 bits of its network, within which a host takes any address it likes; the
     * text as it is where a proxy wrote something else.
     */
    static String networkOf(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address network
                    ? HexFormat.of().formatHex(Arrays.copyOf(network.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
