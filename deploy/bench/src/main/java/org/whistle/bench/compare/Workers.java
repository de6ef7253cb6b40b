package org.whistle.bench.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Timings;

/** Threads that take one loop after the other for some time. */
final class Workers {

    private static final double NANOS = 1e9;
    private static final String STEP = "step";

    private Workers() {}

    /** One loop, which records how long each of its steps took. */
    interface Loop {

        void play(Steps steps) throws Exception;
    }

    /** Takes steps and their times. */
    static final class Steps {

        private final Timings timings = new Timings();

        <T> T take(Callable<T> step) throws Exception {
            long start = System.nanoTime();
            T answer = step.call();
            timings.record(STEP, System.nanoTime() - start);
            return answer;
        }

        Latency summary() {
            return timings.summary().getOrDefault(STEP, new Latency(0, 0, 0, 0, 0));
        }
    }

    /** Plays until the time is over and what had begun is done. */
    static Contender.Played play(int clients, Duration length, Loop loop) throws InterruptedException {
        Steps steps = new Steps();
        long start = System.nanoTime();
        Callable<Long> worker = () -> {
            long played = 0;
            while (System.nanoTime() - start < length.toNanos()) {
                loop.play(steps);
                played++;
            }
            return played;
        };
        long loops = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<Long>> workers = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                workers.add(worker);
            }
            for (Future<Long> future : threads.invokeAll(workers)) {
                loops += future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a loop failed", e.getCause());
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        return new Contender.Played(loops, seconds, seconds, steps.summary());
    }
}
