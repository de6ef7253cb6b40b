package org.whistle.replay.play;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Which step comes next: one of a case at a time, and none later than a window after the earliest that is not done. For one
 * thread, except {@link #taken}.
 */
final class Agenda {

    private final Duration window;
    private final PriorityQueue<PlayedCase> waiting = new PriorityQueue<>(Comparator.comparing(PlayedCase::nextAt)
            .thenComparing(played -> played.script().name()));
    private final TreeMap<Instant, Integer> running = new TreeMap<>();
    private final BlockingQueue<Taken> done = new LinkedBlockingQueue<>();

    Agenda(Duration window) {
        this.window = window;
    }

    void add(PlayedCase played) {
        if (!played.finished()) {
            waiting.add(played);
        }
    }

    boolean empty() {
        return waiting.isEmpty() && running.isEmpty();
    }

    /** The planned instant of the earliest step that is not done. */
    Instant earliest() {
        if (running.isEmpty()) {
            return waiting.element().nextAt();
        }
        Instant first = running.firstKey();
        return waiting.isEmpty() || first.isBefore(waiting.element().nextAt())
                ? first
                : waiting.element().nextAt();
    }

    /** Takes out what may start now. */
    List<PlayedCase> due() {
        Instant until = earliest().plus(window);
        List<PlayedCase> due = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.element().nextAt().isBefore(until)) {
            PlayedCase played = waiting.remove();
            played.start();
            running.merge(played.startedAt(), 1, Integer::sum);
            due.add(played);
        }
        return due;
    }

    /** Records from any thread that a due step is done. */
    void taken(PlayedCase played) {
        done.add(new Taken(played, played.startedAt()));
    }

    /** Waits until a step is done; its case waits for its next one. */
    void awaitOne() {
        try {
            Taken first = done.take();
            List<Taken> all = new ArrayList<>(List.of(first));
            done.drainTo(all);
            for (Taken taken : all) {
                running.computeIfPresent(taken.at(), (at, count) -> count == 1 ? null : count - 1);
                add(taken.played());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private record Taken(PlayedCase played, Instant at) {}
}
