package org.whistle.dispatch.webhook;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.whistle.kit.loop.WorkerLoop;
import org.whistle.kit.outgoing.Backoff;

/**
 * Sends due events, each receiver separately: a few calls at a time, none while its circuit breaker is open, so that a
 * receiver that is down delays no other. Every replica sends; due events and leases are in the database.
 */
@Component
public class Deliverer extends WorkerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int CALLS_LOOKED_AT = 10;
    private static final int CALLS_NEEDED = 5;
    private static final double DOUBLED = 2;

    private final DeliveryStore store;
    private final Receiver receiver;
    private final WebhookProperties properties;
    private final MeterRegistry meters;
    private final Backoff backoff;
    private final CircuitBreakerRegistry breakers;
    private final Map<UUID, Semaphore> rooms = new ConcurrentHashMap<>();

    Deliverer(
            DeliveryStore store,
            Receiver receiver,
            WebhookProperties properties,
            MeterRegistry meters,
            @Value("${whistle.background:true}") boolean enabled) {
        super("webhooks", enabled, properties.timeout());
        this.store = store;
        this.receiver = receiver;
        this.properties = properties;
        this.meters = meters;
        this.backoff = new Backoff(properties.firstRetry(), properties.longestRetry());
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_LOOKED_AT)
                .minimumNumberOfCalls(CALLS_NEEDED)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(
                        properties.firstRetry(), DOUBLED, properties.longestRest()))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    }

    @Override
    protected Duration pass() {
        try {
            store.targets().forEach(this::sendDue);
        } catch (RuntimeException e) {
            LOG.warn("webhooks pause reason={}", e.toString());
        }
        return BEAT;
    }

    private void sendDue(Target target) {
        if (target.secrets().isEmpty()) {
            LOG.error(
                    "webhook cannot be signed webhook={} (expected: the key its secrets were sealed with)",
                    target.code());
            return;
        }
        Semaphore room = rooms.computeIfAbsent(target.id(), _ -> new Semaphore(properties.atOnce()));
        CircuitBreaker breaker = breakers.circuitBreaker(target.id().toString());
        int free = 0;
        while (take(room, breaker)) {
            free++;
        }
        List<DeliveryStore.Claimed> due = List.of();
        try {
            due = free == 0 ? due : store.claim(target.id(), free);
        } finally {
            for (int unused = due.size(); unused < free; unused++) {
                breaker.releasePermission();
                room.release();
            }
        }
        due.forEach(claimed -> execute(() -> {
            try {
                send(target, claimed, breaker);
            } finally {
                room.release();
                wake();
            }
        }));
    }

    private static boolean take(Semaphore room, CircuitBreaker breaker) {
        if (!room.tryAcquire()) {
            return false;
        }
        if (breaker.tryAcquirePermission()) {
            return true;
        }
        room.release();
        return false;
    }

    private void send(Target target, DeliveryStore.Claimed claimed, CircuitBreaker breaker) {
        Outcome outcome = receiver.send(target, claimed);
        boolean wasAway = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
        try {
            switch (outcome) {
                case Outcome.Taken taken -> {
                    breaker.onSuccess(taken.millis(), TimeUnit.MILLISECONDS);
                    store.taken(claimed, taken);
                    if (wasAway) {
                        LOG.info("webhook is back webhook={}", target.code());
                        store.bringForward(target.id());
                    }
                }
                case Outcome.Refused refused -> failed(target, claimed, breaker, refused, refused.asked());
                case Outcome.Unreachable unreachable -> failed(target, claimed, breaker, unreachable, null);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "webhook goes again webhook={} event={} reason={}", target.code(), claimed.eventId(), e.toString());
        }
        meters.counter("whistle.webhooks.deliveries", "outcome", outcome instanceof Outcome.Taken ? "taken" : "failed")
                .increment();
    }

    private void failed(
            Target target,
            DeliveryStore.Claimed claimed,
            CircuitBreaker breaker,
            Outcome outcome,
            @Nullable Duration asked) {
        breaker.onError(outcome.millis(), TimeUnit.MILLISECONDS, new NotTakenException());
        Duration wait = backoff.after(claimed.attempts() + 1, asked);
        LOG.info(
                "webhook not taken webhook={} event={} attempt={} outcome={} wait={}",
                target.code(),
                claimed.eventId(),
                claimed.attempts() + 1,
                outcome instanceof Outcome.Refused refused ? refused.status() : "UNREACHABLE",
                wait);
        store.failed(claimed, outcome, wait)
                .ifPresent(reason -> LOG.error("webhook paused webhook={} reason={}", target.code(), reason));
    }

    /** Signals to the breaker that an attempt failed; the cause is in the delivery log. */
    private static final class NotTakenException extends RuntimeException {

        NotTakenException() {
            super("not taken", null, false, false);
        }
    }
}
