package org.whistle.replay.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** The clock that drives all desks of a standalone together. */
public final class DemoClock {

    private final Transport transport;
    private final URI address;

    DemoClock(Transport transport, URI identity) {
        this.transport = transport;
        this.address = identity.resolve("/demo/clock");
    }

    /** The system's time. */
    public Instant now() {
        return time(request().GET().build());
    }

    /**
     * Sets the time; backwards only while there is no case.
     *
     * @throws ApiProblem with status 409 otherwise
     */
    public Instant set(Instant time) {
        return move(Map.of("at", time.toString()));
    }

    /** Moves the time forward. */
    public Instant advance(Duration amount) {
        return move(Map.of("advance", amount.toString()));
    }

    private Instant move(Map<String, String> body) {
        return time(request()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(WhistleClient.JSON.writeValueAsBytes(body)))
                .build());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
    }

    private Instant time(HttpRequest request) {
        Answer answer = transport.send(request);
        if (!answer.successful()) {
            throw new ApiProblem(answer.status(), request.method() + " " + address, answer.json());
        }
        return OffsetDateTime.parse(answer.json().path("now").asString()).toInstant();
    }
}
