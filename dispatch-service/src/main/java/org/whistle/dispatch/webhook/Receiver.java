package org.whistle.dispatch.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.whistle.kit.outgoing.Backoff;
import org.whistle.kit.outgoing.Calls;

/**
 * Sends an event to its receiver in the form of Standard Webhooks. It follows no redirect, never calls an address that is not
 * allowed, and reads no body of an answer, which would show administrators what only this server can reach.
 */
@Component
class Receiver {

    static final int NOTE_CHARACTERS = 200;

    private static final MediaType CLOUD_EVENT = MediaType.parseMediaType("application/cloudevents+json");

    private final boolean allowPrivate;
    private final RestClient outside;
    private final RestClient anywhere;

    Receiver(WebhookProperties properties) {
        this.allowPrivate = properties.allowPrivate();
        this.outside = Calls.client(properties.timeout(), false).build();
        this.anywhere = Calls.client(properties.timeout(), true).build();
    }

    Outcome send(Target target, DeliveryStore.Claimed claimed) {
        Instant begin = Instant.now();
        String id = target.messageId(claimed.eventId());
        try {
            return client(target)
                    .post()
                    .uri(URI.create(target.url()))
                    .contentType(CLOUD_EVENT)
                    .header("User-Agent", "Whistle-Webhooks/1")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", String.valueOf(begin.getEpochSecond()))
                    .header("webhook-signature", target.signatures(id, begin.getEpochSecond(), claimed.value()))
                    .body(claimed.value())
                    .exchangeForRequiredValue((_, response) -> outcome(response, begin), false);
        } catch (RuntimeException e) {
            return new Outcome.Unreachable(millisSince(begin), note(rootOf(e).toString()));
        }
    }

    private RestClient client(Target target) {
        return target.allowPrivate() && allowPrivate ? anywhere : outside;
    }

    private static Outcome outcome(ClientHttpResponse response, Instant begin) throws IOException {
        int status = response.getStatusCode().value();
        leaveBody(response);
        if (response.getStatusCode().is2xxSuccessful()) {
            return new Outcome.Taken(status, millisSince(begin));
        }
        return new Outcome.Refused(
                status,
                millisSince(begin),
                Backoff.asked(response.getHeaders().getFirst("Retry-After"), Instant.now())
                        .orElse(null));
    }

    /** Closing the answer would read it to its end first, wherever that is. */
    private static void leaveBody(ClientHttpResponse response) {
        try {
            response.getBody().close();
        } catch (IOException e) {
            // its head is all that counts
        }
    }

    /** Text for storage: at most {@value #NOTE_CHARACTERS} characters, without control characters. */
    static String note(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ").strip();
        return plain.length() <= NOTE_CHARACTERS ? plain : plain.substring(0, NOTE_CHARACTERS);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? failure : rootOf(cause);
    }

    private static int millisSince(Instant begin) {
        return (int) Duration.between(begin, Instant.now()).toMillis();
    }
}
