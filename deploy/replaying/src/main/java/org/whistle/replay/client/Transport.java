package org.whistle.replay.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Sends requests and sends them again while the system is away; that is safe, their keys stay the same. */
final class Transport {

    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final Duration patience;

    Transport(HttpClient http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    Answer send(HttpRequest request) {
        Instant end = Instant.now().plus(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (!AWAY.contains(response.statusCode()) || Instant.now().isAfter(end)) {
                    return new Answer(response.statusCode(), response.headers(), response.body());
                }
            } catch (IOException e) {
                if (Instant.now().isAfter(end)) {
                    throw new Unreachable(request.method() + " " + request.uri() + ": no answer", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unreachable(request.method() + " " + request.uri() + ": interrupted", e);
            }
            pause = sleep(pause);
        }
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}
