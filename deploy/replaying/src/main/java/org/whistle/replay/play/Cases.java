package org.whistle.replay.play;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.whistle.replay.client.ApiProblem;

/** The ids of the cases of a play, for scripts that refer to each other. */
final class Cases {

    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, CompletableFuture<String>> ids = new ConcurrentHashMap<>();

    void known(String script, String caseId) {
        future(script).complete(caseId);
    }

    String awaitId(String script) {
        try {
            return future(script).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw ApiProblem.notYet("no case of " + script);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    Map<String, String> all() {
        Map<String, String> known = new HashMap<>();
        ids.forEach((script, future) -> {
            if (future.isDone()) {
                known.put(script, future.join());
            }
        });
        return known;
    }

    private CompletableFuture<String> future(String script) {
        return ids.computeIfAbsent(script, key -> new CompletableFuture<>());
    }
}
