package org.whistle.bench.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Rows;
import org.whistle.bench.report.BarChart;
import org.whistle.bench.report.Figure;
import org.whistle.bench.report.Html;
import org.whistle.bench.report.LineChart;
import org.whistle.bench.report.Table;

/** A run as a page with charts. */
final class LoopPage {

    private static final double LEAST_ROWS = 0.05;

    private LoopPage() {}

    static String of(LoopReport report) {
        List<Html.Section> sections = new ArrayList<>();
        if (report.stages().size() > 1) {
            sections.add(new Html.Section("All stages", overview(report.stages())));
        }
        report.stages().forEach(stage -> sections.add(section(stage)));
        return Html.page(
                report.command().equals(OverloadCommand.NAME) ? "More than it can take" : "Closed loops",
                "%s · %d cores · %s · Java %s · load average before %.1f · %d loops of warm-up · looks %d ms apart"
                        .formatted(
                                report.at(),
                                report.machine().cores(),
                                report.machine().os(),
                                report.machine().java(),
                                report.machine().load(),
                                report.warmup(),
                                report.pollMillis()),
                sections);
    }

    private static List<Figure> overview(List<StageResult> stages) {
        List<List<String>> rows = stages.stream()
                .map(stage -> List.of(
                        stage.load(),
                        String.valueOf(stage.loops()),
                        String.valueOf(stage.failed()),
                        Html.number(stage.loopsPerSecond()),
                        Html.number(stage.settledLoopsPerSecond()),
                        Html.number(stage.perLoop().getOrDefault("cpuSeconds", 0.0)),
                        Html.number(stage.perLoop().getOrDefault("commits", 0.0)),
                        Html.number(stage.perLoop().getOrDefault("walBytes", 0.0) / 1e3)))
                .toList();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Table(
                "Stages",
                List.of("load", "loops", "failed", "loops/s", "settled/s", "CPU s/loop", "commits/loop", "WAL kB/loop"),
                rows));
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        lines.put("p50", stages.stream().map(stage -> all(stage).p50()).toList());
        lines.put("p95", stages.stream().map(stage -> all(stage).p95()).toList());
        lines.put("p99", stages.stream().map(stage -> all(stage).p99()).toList());
        List<Double> reached = stages.stream().map(StageResult::loopsPerSecond).toList();
        if (reached.equals(reached.stream().sorted().toList())) {
            figures.add(new LineChart("A whole loop, ms", "loops/s reached", reached, lines));
        }
        return figures;
    }

    private static Latency all(StageResult stage) {
        return stage.steps().getOrDefault(LoopPlayer.ALL, new Latency(0, 0, 0, 0, 0));
    }

    private static Html.Section section(StageResult stage) {
        Map<String, Latency> steps = new LinkedHashMap<>(stage.steps());
        steps.remove(LoopPlayer.ALL);
        List<Figure> figures = new ArrayList<>();
        figures.add(latencies("Steps through the gateway, ms", steps));
        figures.add(latencies("Hand-overs as a client sees them, ms", stage.handOvers()));
        figures.add(latencies("From database to database, ms", stage.passes()));
        figures.add(new BarChart(
                "CPU per loop, ms",
                List.of("CPU"),
                stage.usage().entrySet().stream()
                        .map(entry -> new BarChart.Group(
                                entry.getKey(),
                                List.of(entry.getValue().cpuSeconds() * 1e3 / Math.max(1, stage.loops()))))
                        .toList()));
        figures.add(new BarChart(
                "Peak memory, MB",
                List.of("memory"),
                stage.usage().entrySet().stream()
                        .map(entry -> new BarChart.Group(
                                entry.getKey(), List.of(entry.getValue().peakBytes() / 1e6)))
                        .toList()));
        figures.add(rows(stage));
        figures.addAll(slices(stage.slices()));
        figures.add(new Table(
                "One loop",
                List.of("what", "per loop"),
                stage.perLoop().entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), Html.number(entry.getValue())))
                        .toList()));
        if (!stage.errors().isEmpty()) {
            figures.add(new Table(
                    "Errors",
                    List.of("step, status, code", "loops"),
                    stage.errors().entrySet().stream()
                            .map(entry -> List.of(entry.getKey(), String.valueOf(entry.getValue())))
                            .toList()));
        }
        return new Html.Section(
                "%s: %s loops/s, %s with all that follows (others kept %s cores busy)"
                        .formatted(
                                stage.load(),
                                Html.number(stage.loopsPerSecond()),
                                Html.number(stage.settledLoopsPerSecond()),
                                Html.number(stage.othersCores())),
                figures);
    }

    private static List<Figure> slices(List<Slice> slices) {
        List<Double> seconds =
                slices.stream().map(slice -> (double) slice.from()).toList();
        Map<String, List<Double>> loops = new LinkedHashMap<>();
        loops.put("begun", slices.stream().map(slice -> (double) slice.begun()).toList());
        loops.put(
                "confirmed",
                slices.stream().map(slice -> (double) slice.confirmed()).toList());
        loops.put(
                "failed", slices.stream().map(slice -> (double) slice.failed()).toList());
        Map<String, List<Double>> steps = new LinkedHashMap<>();
        steps.put("p50", slices.stream().map(slice -> slice.steps().p50()).toList());
        steps.put("p95", slices.stream().map(slice -> slice.steps().p95()).toList());
        return List.of(
                new LineChart("Loops in five seconds", "seconds", seconds, loops),
                new LineChart("Any step, ms", "seconds", seconds, steps));
    }

    private static BarChart latencies(String caption, Map<String, Latency> latencies) {
        return new BarChart(
                caption,
                List.of("p50", "p95", "p99"),
                latencies.entrySet().stream()
                        .map(entry -> new BarChart.Group(
                                entry.getKey(),
                                List.of(
                                        entry.getValue().p50(),
                                        entry.getValue().p95(),
                                        entry.getValue().p99())))
                        .toList());
    }

    private static BarChart rows(StageResult stage) {
        double loops = Math.max(1, stage.loops());
        List<BarChart.Group> groups = new ArrayList<>();
        stage.counts().databases().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(database -> database.getValue().tables().entrySet().stream()
                        .filter(table -> table.getValue().written() / loops >= LEAST_ROWS)
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(table -> groups.add(new BarChart.Group(
                                database.getKey() + "." + table.getKey(), perLoop(table.getValue(), loops)))));
        return new BarChart("Rows per loop", List.of("inserted", "updated", "deleted"), groups);
    }

    private static List<Double> perLoop(Rows rows, double loops) {
        return List.of(rows.inserted() / loops, rows.updated() / loops, rows.deleted() / loops);
    }
}
