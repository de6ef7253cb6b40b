package org.whistle.bench.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whistle.bench.measure.Latency;

/** A run as lines for a terminal. */
final class LoopText {

    private LoopText() {}

    static List<String> lines(LoopReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("idle: %.1f commits/s, %,.0f bytes of WAL/s, %.1f %% of a core"
                .formatted(
                        report.idle().counts().commits() / report.idle().seconds(),
                        report.idle().counts().walBytes() / report.idle().seconds(),
                        StageResult.perLoop(
                                                1,
                                                0,
                                                report.idle().usage(),
                                                report.idle().counts())
                                        .getOrDefault("cpuSeconds", 0.0)
                                * 100
                                / report.idle().seconds()));
        report.stages().forEach(stage -> add(lines, stage));
        return lines;
    }

    private static void add(List<String> lines, StageResult stage) {
        lines.add("");
        lines.add(
                "%s: %d loops in %.1f s = %.2f loops/s; settled after %.1f s = %.2f loops/s; %d failed, %d not shown closed"
                        .formatted(
                                stage.load(),
                                stage.loops(),
                                stage.seconds(),
                                stage.loopsPerSecond(),
                                stage.settledSeconds(),
                                stage.settledLoopsPerSecond(),
                                stage.failed(),
                                stage.unseen()));
        lines.add("  others kept %.1f cores busy".formatted(stage.othersCores()));
        stage.errors().forEach((error, count) -> lines.add("  error: %s × %d".formatted(error, count)));
        lines.add("  %-40s %7s %9s %9s %9s %9s".formatted("milliseconds", "count", "p50", "p95", "p99", "max"));
        latencies(lines, stage.steps());
        latencies(lines, stage.handOvers());
        latencies(lines, stage.passes());
        stage.perLoop().forEach((name, value) -> lines.add("  per loop: %-36s %,12.3f".formatted(name, value)));
        stage.usage()
                .forEach((name, usage) ->
                        lines.add("  peak memory: %-33s %,9.0f MB".formatted(name, usage.peakBytes() / 1e6)));
        double loops = Math.max(1, stage.loops());
        stage.counts().databases().forEach((name, counts) -> {
            lines.add("  %s: %.1f commits, %.1f rollbacks per loop"
                    .formatted(name, counts.commits() / loops, counts.rollbacks() / loops));
            counts.tables().entrySet().stream()
                    .filter(table -> table.getValue().written() / loops >= 0.05)
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(table -> lines.add("    %-30s %8.1f inserted %8.1f updated (%.1f HOT) %8.1f deleted"
                            .formatted(
                                    table.getKey(),
                                    table.getValue().inserted() / loops,
                                    table.getValue().updated() / loops,
                                    table.getValue().hot() / loops,
                                    table.getValue().deleted() / loops)));
        });
    }

    private static void latencies(List<String> lines, Map<String, Latency> latencies) {
        latencies.forEach((name, latency) -> lines.add("  %-40s %7d %9.1f %9.1f %9.1f %9.1f"
                .formatted(name, latency.count(), latency.p50(), latency.p95(), latency.p99(), latency.max())));
    }
}
