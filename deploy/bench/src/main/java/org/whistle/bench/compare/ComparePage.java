package org.whistle.bench.compare;

import java.util.List;
import java.util.function.Function;
import org.whistle.bench.report.BarChart;
import org.whistle.bench.report.Figure;
import org.whistle.bench.report.Html;
import org.whistle.bench.report.Table;

/** A comparison as a table for a terminal and as a page. */
final class ComparePage {

    private static final double KILO = 1e3;
    private static final List<String> HEAD = List.of(
            "what",
            "loops/s",
            "settled loops/s",
            "times Flowable",
            "cores others had",
            "CPU ms",
            "commits",
            "WAL kB",
            "WAL fsyncs",
            "rows written",
            "step p50 ms",
            "step p95 ms");

    private ComparePage() {}

    static String of(CompareReport report) {
        List<Figure> figures = List.of(
                new Table("Per loop; median (least to most) over the rounds", HEAD, rows(report)),
                chart("Loops/s, settled", report, standing -> standing.settledLoopsPerSecond()),
                chart("CPU per loop, ms", report, standing -> times(standing.cpuSeconds(), KILO)),
                chart("Commits per loop", report, Standing::commits),
                chart("WAL per loop, kB", report, standing -> times(standing.walBytes(), 1 / KILO)));
        return Html.page(
                "The same closed loop by other means",
                "%s · %d cores · %s · Java %s · load average before %.1f · %d clients · %d rounds of %d s"
                        .formatted(
                                report.at(),
                                report.machine().cores(),
                                report.machine().os(),
                                report.machine().java(),
                                report.machine().load(),
                                report.clients(),
                                report.rounds(),
                                report.turnSeconds()),
                List.of(new Html.Section("One PostgreSQL, in turns", figures)));
    }

    /** Markdown, so that it can be copied into a document. */
    static String text(CompareReport report) {
        StringBuilder text = new StringBuilder("| " + String.join(" | ", HEAD) + " |\n|" + "---|".repeat(HEAD.size()));
        rows(report)
                .forEach(row ->
                        text.append("\n| ").append(String.join(" | ", row)).append(" |"));
        return text.toString();
    }

    private static List<List<String>> rows(CompareReport report) {
        return report.standings().stream()
                .map(standing -> List.of(
                        (standing.name() + " " + standing.version()).strip(),
                        standing.loopsPerSecond().toString(),
                        standing.settledLoopsPerSecond().toString(),
                        standing.toFlowable().toString(),
                        standing.othersCores().toString(),
                        times(standing.cpuSeconds(), KILO).toString(),
                        standing.commits().toString(),
                        times(standing.walBytes(), 1 / KILO).toString(),
                        standing.walSyncs().toString(),
                        standing.rowsWritten().toString(),
                        Html.number(standing.stepP50()),
                        Html.number(standing.stepP95())))
                .toList();
    }

    private static BarChart chart(String caption, CompareReport report, Function<Standing, Spread> figure) {
        return new BarChart(
                caption,
                List.of("median", "least", "most"),
                report.standings().stream()
                        .map(standing -> {
                            Spread spread = figure.apply(standing);
                            return new BarChart.Group(
                                    standing.name(), List.of(spread.median(), spread.least(), spread.most()));
                        })
                        .toList());
    }

    private static Spread times(Spread spread, double factor) {
        return new Spread(spread.median() * factor, spread.least() * factor, spread.most() * factor);
    }
}
