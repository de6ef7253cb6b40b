package org.whistle.gateway.routes;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.whistle.gateway.problem.GatewayProblem;
import org.whistle.gateway.problem.Problems;

/**
 * Puts a breaker and a time limit before a service. Only a missing answer counts as a failure: what the service
 * itself says, 4xx and 5xx included, passes through; so does a fault of the caller's own body.
 */
@Component
class ServiceGuard {

    private static final Logger log = LoggerFactory.getLogger(ServiceGuard.class);

    private final CircuitBreakerFactory<?, ?> breakers;
    private final Problems problems;

    ServiceGuard(CircuitBreakerFactory<?, ?> breakers, Problems problems) {
        this.breakers = breakers;
        this.problems = problems;
    }

    HandlerFilterFunction<ServerResponse, ServerResponse> around(String breaker, WhistleService service) {
        return (request, next) ->
                breakers.create(breaker).run(() -> call(request, next), failure -> refuse(request, service, failure));
    }

    private ServerResponse call(ServerRequest request, HandlerFunction<ServerResponse> next) {
        LimitedBody body = LimitedBody.of(request.servletRequest());
        try {
            ServerResponse answer = next.handle(request);
            return body.isTooLarge() ? tooLarge(request) : answer;
        } catch (Exception e) {
            if (body.isTooLarge()) {
                return tooLarge(request);
            }
            if (body.isBroken()) {
                return problems.answer(GatewayProblem.BAD_REQUEST, request.servletRequest());
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private ServerResponse tooLarge(ServerRequest request) {
        return problems.answer(GatewayProblem.REQUEST_TOO_LARGE, request.servletRequest());
    }

    private ServerResponse refuse(ServerRequest request, WhistleService service, @Nullable Throwable thrown) {
        Throwable failure = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
        GatewayProblem problem = failure instanceof TimeoutException
                ? GatewayProblem.SERVICE_TIMEOUT
                : GatewayProblem.SERVICE_UNAVAILABLE;
        String reason = failure instanceof CallNotPermittedException ? "breaker open" : String.valueOf(failure);
        log.warn("no answer service={} path={} reason={}", service.displayName(), request.path(), reason);
        return problems.answer(problem, request.servletRequest(), service.displayName());
    }
}
