package org.whistle.audit.ledger.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.whistle.proof.tree.Hash;

/** Hands a checkpoint to a witness (C2SP tlog-witness, {@code add-checkpoint}). */
final class WitnessClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;

    WitnessClient(URI url) {
        this.url = URI.create(url + (url.toString().endsWith("/") ? "" : "/") + "add-checkpoint");
    }

    /** The witness's answer. */
    sealed interface Answer {

        /** It cosigned. */
        record Cosigned(String lines) implements Answer {}

        /** It has the log at this size, not at the size sent. */
        record Elsewhere(long size) implements Answer {}

        /** The checkpoint contradicts one it cosigned. */
        record Contradicted() implements Answer {}

        /** It rejects the checkpoint for another reason. */
        record Declined(int status, String body) implements Answer {}
    }

    /** Shows a checkpoint as the continuation of the size it cosigned last. */
    Answer add(long old, List<Hash> consistency, String checkpoint) {
        String proof = consistency.stream().map(hash -> hash + "\n").collect(Collectors.joining());
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString("old " + old + "\n" + proof + "\n" + checkpoint))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(int status, String body) {
        return switch (status) {
            case 200 -> new Answer.Cosigned(body);
            case 409 ->
                body.strip().matches("\\d{1,18}")
                        ? new Answer.Elsewhere(Long.parseLong(body.strip()))
                        : new Answer.Declined(status, body);
            case 422 -> new Answer.Contradicted();
            default -> new Answer.Declined(status, body);
        };
    }
}
