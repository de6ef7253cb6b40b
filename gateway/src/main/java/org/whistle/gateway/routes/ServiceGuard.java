package org.whistle.gateway.routes;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/**
 * Limits the calls to a service by a bulkhead, a circuit breaker and a time limit. The breaker counts two failures: a failed
 * connection, and no answer after the whole request was sent. Errors that a caller can cause do not count, and answers of
 * the service, 4xx and 5xx included, pass through.
 */
@Component
class ServiceGuard {

    private static final Logger log = LoggerFactory.getLogger(ServiceGuard.class);
    private static final ContextSnapshotFactory CONTEXT =
            ContextSnapshotFactory.builder().build();

    private final BulkheadRegistry bulkheads;
    private final CircuitBreakerRegistry breakers;
    private final TimeLimiterRegistry limits;
    private final ExecutorService serviceCalls;
    private final Problems problems;

    ServiceGuard(
            BulkheadRegistry bulkheads,
            CircuitBreakerRegistry breakers,
            TimeLimiterRegistry limits,
            ExecutorService serviceCalls,
            Problems problems) {
        this.bulkheads = bulkheads;
        this.breakers = breakers;
        this.limits = limits;
        this.serviceCalls = serviceCalls;
        this.problems = problems;
    }

    /** The guard of a route, whose places, breaker and limit have its name. */
    HandlerFilterFunction<ServerResponse, ServerResponse> around(String route, WhistleService service) {
        Bulkhead places = bulkheads.bulkhead(route);
        CircuitBreaker breaker = breakers.circuitBreaker(route);
        Duration limit = limits.timeLimiter(route).getTimeLimiterConfig().getTimeoutDuration();
        return (request, next) -> {
            if (!places.tryAcquirePermission()) {
                return refuse(GatewayProblem.BUSY, request, service, "no place free");
            }
            try {
                LimitedBody body = LimitedBody.of(request.servletRequest());
                return breaker.tryAcquirePermission()
                        ? call(request, next, service, breaker, limit, body)
                        : refuse(GatewayProblem.SERVICE_UNAVAILABLE, request, service, "breaker open");
            } finally {
                places.onComplete();
            }
        };
    }

    private ServerResponse call(
            ServerRequest request,
            HandlerFunction<ServerResponse> next,
            WhistleService service,
            CircuitBreaker breaker,
            Duration limit,
            LimitedBody body)
            throws Exception {
        long start = breaker.getCurrentTimestamp();
        Throwable failure;
        try {
            ServerResponse answer = answer(request, next, body, limit);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            @Nullable GatewayProblem fault = body.fault();
            return fault == null ? answer : problems.answer(fault, request.servletRequest());
        } catch (ExecutionException e) {
            failure = Objects.requireNonNull(e.getCause());
        } catch (TimeoutException e) {
            failure = e;
        } catch (InterruptedException e) {
            breaker.releasePermission();
            throw e;
        }
        @Nullable GatewayProblem fault = body.fault();
        if (fault == null && isSilence(failure, body)) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
        } else {
            breaker.releasePermission();
        }
        if (fault != null) {
            return problems.answer(fault, request.servletRequest());
        }
        return switch (failure) {
            case TimeoutException _ -> refuse(GatewayProblem.SERVICE_TIMEOUT, request, service, "silent for " + limit);
            case ResourceAccessException e ->
                refuse(GatewayProblem.SERVICE_UNAVAILABLE, request, service, String.valueOf(e.getMessage()));
            case Exception e -> throw e;
            default -> throw new IllegalStateException(failure);
        };
    }

    /** The limit runs from the end of the body on: the time a caller takes to send does not count. */
    private ServerResponse answer(
            ServerRequest request, HandlerFunction<ServerResponse> next, LimitedBody body, Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        Callable<ServerResponse> call = () -> {
            try {
                return next.handle(request);
            } finally {
                body.leave();
            }
        };
        Future<ServerResponse> answer = serviceCalls.submit(CONTEXT.captureAll().wrap(call));
        try {
            body.awaitEnd(limit);
            // a client whose source fails does not always end its call
            return answer.get(body.fault() == null ? limit.toNanos() : 0, TimeUnit.NANOSECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean isSilence(Throwable failure, LimitedBody body) {
        return switch (failure) {
            case TimeoutException _ -> body.isWhole();
            case ResourceAccessException e ->
                body.isWhole() || e.contains(ConnectException.class) || e.contains(HttpConnectTimeoutException.class);
            default -> false;
        };
    }

    private ServerResponse refuse(
            GatewayProblem problem, ServerRequest request, WhistleService service, String reason) {
        log.warn("no answer service={} path={} reason={}", service.displayName(), request.path(), reason);
        return problems.answer(problem, request.servletRequest(), service.displayName());
    }
}
