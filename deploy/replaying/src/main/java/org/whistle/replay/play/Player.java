package org.whistle.replay.play;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.client.ApiProblem;
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
        Agenda agenda = new Agenda(pace.window());
        for (CaseScript script : scripts) {
            PlayedCase played = new PlayedCase(script);
            resume(played, known.get(script.name()));
            agenda.add(played);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!agenda.empty()) {
                now = pace.reach(agenda.earliest());
                agenda.due()
                        .forEach(played -> threads.submit(() -> {
                            try {
                                take(played);
                            } finally {
                                agenda.taken(played);
                            }
                        }));
                agenda.awaitOne();
            }
        }
        return new PlayResult(
                cases.all(), List.copyOf(deeds), List.copyOf(refusals), Duration.ofNanos(System.nanoTime() - start));
    }

    private void take(PlayedCase played) {
        Step step = played.next();
        try {
            happened(played, step, performer.perform(step, played));
        } catch (ApiProblem problem) {
            if (!recovered(played, problem)) {
                refused(played, step, problem.getMessage());
            }
        } catch (RuntimeException failure) {
            refused(played, step, failure.toString());
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
}
