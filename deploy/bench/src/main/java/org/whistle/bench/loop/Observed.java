package org.whistle.bench.loop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Timings;

/** What the clients of one stage see, collected from all of their threads. */
final class Observed {

    private static final String STEP = "step";

    private final Timings steps = new Timings();
    private final Timings any = new Timings();
    private final Queue<Happening> happenings = new ConcurrentLinkedQueue<>();
    private final Timings handOvers = new Timings();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Map<String, Long> closed = new ConcurrentHashMap<>();
    private final LongAdder failed = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private final AtomicLong lastEnd = new AtomicLong(Long.MIN_VALUE);

    void step(LoopStep step, long nanos) {
        steps.record(step.label(), nanos);
        if (step != LoopStep.PHOTO) {
            any.record(STEP, nanos);
            happenings.add(new Happening(Happening.Kind.STEP, System.nanoTime(), nanos));
        }
    }

    /** All steps of a loop and what was between them. */
    void loop(long nanos) {
        steps.record(LoopPlayer.ALL, nanos);
    }

    /** Any of the eight. */
    Latency anyStep() {
        return any.summary().getOrDefault(STEP, new Latency(0, 0, 0, 0, 0));
    }

    void handOver(String name, long nanos) {
        handOvers.record(name, nanos);
    }

    /** One request that waits for something. */
    void looked() {
        looks.increment();
    }

    /** A loop begins, later than it should where no thread was free. */
    void begun() {
        happened(Happening.Kind.BEGUN);
    }

    private void happened(Happening.Kind kind) {
        happenings.add(new Happening(kind, System.nanoTime(), 0));
    }

    /**
     * A loop stops here.
     *
     * @param error such as {@code accept 503 BUSY}
     */
    void failed(String error) {
        errors.computeIfAbsent(error, _ -> new LongAdder()).increment();
        failed.increment();
        happened(Happening.Kind.FAILED);
        ended();
    }

    /** A loop is confirmed, at a time of {@link System#nanoTime}. */
    void confirmed(String caseId, long nanoTime) {
        closed.put(caseId, nanoTime);
        happened(Happening.Kind.CONFIRMED);
        ended();
    }

    private void ended() {
        lastEnd.accumulateAndGet(System.nanoTime(), Math::max);
    }

    Timings steps() {
        return steps;
    }

    Timings handOvers() {
        return handOvers;
    }

    Map<String, Long> errors() {
        Map<String, Long> counts = new TreeMap<>();
        errors.forEach((error, count) -> counts.put(error, count.sum()));
        return counts;
    }

    /** Closed cases and when they were. */
    Map<String, Long> closed() {
        return Map.copyOf(closed);
    }

    /** Everything so far, slice by slice. */
    List<Slice> slices(long start, Duration width) {
        return Slice.cut(happenings, start, width);
    }

    long failures() {
        return failed.sum();
    }

    long looks() {
        return looks.sum();
    }

    /** When the last loop ended, by {@link System#nanoTime}. */
    long lastEnd() {
        return lastEnd.get();
    }
}
