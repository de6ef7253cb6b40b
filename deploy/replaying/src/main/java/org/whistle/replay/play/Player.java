package org.whistle.replay.play;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.client.Unreachable;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.Step;
import tools.jackson.databind.JsonNode;

/** Plays scripts in the order of their planned instants: each case strictly in order, different cases together. */
public final class Player {

    private final Pace pace;
    private final PlayListener listener;
    private final Resumption resumption;
    private final Cases cases = new Cases();
    private final Performer performer;
    private final Queue<Deed> deeds = new ConcurrentLinkedQueue<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private volatile Instant now = Instant.EPOCH;

    /**
     * A player for one play.
     *
     * @param concurrency requests at once
     */
    public Player(WhistleClient client, Pace pace, int concurrency, Resumption resumption, PlayListener listener) {
        this.pace = pace;
        this.listener = listener;
        this.resumption = resumption;
        this.performer = new Performer(client, concurrency, cases);
    }

    /**
     * Plays all scripts to their ends.
     *
     * @param known cases that are in the system already, by script
     */
    public PlayResult play(Collection<CaseScript> scripts, Map<String, KnownCase> known) {
        long start = System.nanoTime();
        PriorityQueue<PlayedCase> queue = new PriorityQueue<>(Comparator.comparing(PlayedCase::nextAt)
                .thenComparing(played -> played.script().name()));
        for (CaseScript script : scripts) {
            PlayedCase played = new PlayedCase(script);
            resume(played, known.get(script.name()));
            if (!played.finished()) {
                queue.add(played);
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!queue.isEmpty()) {
                window(queue, threads);
            }
        }
        return new PlayResult(
                cases.all(), List.copyOf(deeds), List.copyOf(refusals), Duration.ofNanos(System.nanoTime() - start));
    }

    private void window(PriorityQueue<PlayedCase> queue, ExecutorService threads) {
        Instant from = queue.element().nextAt();
        Instant until = from.plus(pace.window());
        now = pace.reach(from);
        List<PlayedCase> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.element().nextAt().isBefore(until)) {
            due.add(queue.remove());
        }
        List<Future<?>> running = new ArrayList<>();
        due.forEach(played -> running.add(threads.submit(() -> run(played, until))));
        running.forEach(Player::join);
        due.stream().filter(played -> !played.finished()).forEach(queue::add);
    }

    private void run(PlayedCase played, Instant until) {
        while (!played.finished() && played.nextAt().isBefore(until)) {
            Step step = played.next();
            try {
                JsonNode answer = performer.perform(step, played);
                happened(played, step, answer);
            } catch (ApiProblem problem) {
                if (!recovered(played, problem)) {
                    refused(played, step, problem.getMessage());
                }
            } catch (Unreachable gone) {
                refused(played, step, gone.getMessage());
            }
        }
    }

    private void happened(PlayedCase played, Step step, JsonNode answer) {
        String state = answer.path("state").asString("");
        if (step.act() == Act.REPORT) {
            played.identify(
                    answer.path("caseId").asString(), answer.path("caseNumber").asString());
            cases.known(played.script().name(), played.caseId());
        }
        Deed deed = new Deed(played.script().name(), step.act(), now, state);
        deeds.add(deed);
        listener.done(deed);
        int over = played.advance(state);
        if (over > 0) {
            listener.passedOver(over);
        }
    }

    /** A step that is refused may have happened already, in a play that was stopped. */
    private boolean recovered(PlayedCase played, ApiProblem problem) {
        if (problem.status() != 409) {
            return false;
        }
        KnownCase known = resumption.find(played.script(), played.caseId(), problem);
        if (known == null || known.done() <= played.index()) {
            return false;
        }
        resume(played, known);
        return true;
    }

    private void resume(PlayedCase played, @Nullable KnownCase known) {
        if (known != null) {
            int before = played.left();
            played.resume(known);
            cases.known(played.script().name(), known.caseId());
            listener.passedOver(before - played.left());
        }
    }

    private void refused(PlayedCase played, Step step, @Nullable String message) {
        Refusal refusal = new Refusal(played.script().name(), step.act(), String.valueOf(message));
        refusals.add(refusal);
        listener.refused(refusal, played.left() - 1);
        played.stop();
    }

    private static void join(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a case could not be played", e.getCause());
        }
    }
}
