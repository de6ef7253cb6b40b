package org.whistle.bench.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** How long named things took, from many threads; a microsecond is the finest, an hour the longest. */
public final class Timings {

    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;

    private final Map<String, ConcurrentHistogram> histograms = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Records one. */
    public void record(String name, long nanos) {
        long micros = Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST);
        histograms
                .computeIfAbsent(name, _ -> new ConcurrentHistogram(LONGEST, DIGITS))
                .recordValue(micros);
    }

    /** By name, in the order in which each came first. */
    public Map<String, Latency> summary() {
        Map<String, Latency> summary = new LinkedHashMap<>();
        synchronized (histograms) {
            histograms.forEach((name, histogram) -> summary.put(name, Latency.of(histogram)));
        }
        return summary;
    }
}
