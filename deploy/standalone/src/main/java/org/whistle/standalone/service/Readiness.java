package org.whistle.standalone.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks a service whether it is ready. */
final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final HttpClient client;
    private final HttpRequest request;

    Readiness(HttpClient client, int port) {
        this(client, URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)));
    }

    Readiness(HttpClient client, URI health) {
        this.client = client;
        this.request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    }

    /** Asks until the answer is yes; no when it takes too long or the caller gives up. */
    boolean await(BooleanSupplier givenUp) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end && !givenUp.getAsBoolean()) {
            if (isReady()) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private boolean isReady() {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
