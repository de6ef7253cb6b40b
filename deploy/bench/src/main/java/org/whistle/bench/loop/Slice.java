package org.whistle.bench.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Timings;

/**
 * Some seconds of a stage.
 *
 * @param from seconds after the stage began
 * @param begun loops that began in it
 * @param confirmed loops that were done in it, whenever they began
 * @param failed loops that were given up in it
 * @param steps answers that came in it, refusals included, in milliseconds
 */
record Slice(long from, long begun, long confirmed, long failed, Latency steps) {

    private static final String STEPS = "steps";
    private static final Latency NONE = new Latency(0, 0, 0, 0, 0);

    /** Cuts a stage into slices of the same width, up to the last happening. */
    static List<Slice> cut(Collection<Happening> happenings, long start, Duration width) {
        List<List<Happening>> parts = new ArrayList<>();
        for (Happening happening : happenings) {
            int index = (int) (Math.max(0, happening.at() - start) / width.toNanos());
            while (parts.size() <= index) {
                parts.add(new ArrayList<>());
            }
            parts.get(index).add(happening);
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            slices.add(of(i * width.toSeconds(), parts.get(i)));
        }
        return slices;
    }

    private static Slice of(long from, List<Happening> part) {
        Timings timings = new Timings();
        part.stream()
                .filter(happening -> happening.kind() == Happening.Kind.STEP)
                .forEach(happening -> timings.record(STEPS, happening.nanos()));
        return new Slice(
                from,
                count(part, Happening.Kind.BEGUN),
                count(part, Happening.Kind.CONFIRMED),
                count(part, Happening.Kind.FAILED),
                timings.summary().getOrDefault(STEPS, NONE));
    }

    private static long count(List<Happening> part, Happening.Kind kind) {
        return part.stream().filter(happening -> happening.kind() == kind).count();
    }
}
