package org.whistle.replay.play;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the stages took, in simulated hours. */
public final class StageTimes {

    private static final double HOUR = Duration.ofHours(1).toMillis();

    private final Map<Stage, List<Double>> hours = new EnumMap<>(Stage.class);

    private StageTimes() {}

    /** Takes the times from what happened; a stage counts when both of its ends did. */
    public static StageTimes of(List<Deed> deeds) {
        StageTimes times = new StageTimes();
        deeds.stream().collect(Collectors.groupingBy(Deed::script)).values().forEach(times::add);
        times.hours.values().forEach(values -> values.sort(null));
        return times;
    }

    private void add(List<Deed> deeds) {
        for (Stage stage : Stage.values()) {
            Instant started = null;
            for (Deed deed : deeds) {
                if (started != null && stage.endsWith(deed.act())) {
                    hours.computeIfAbsent(stage, key -> new ArrayList<>())
                            .add(Duration.between(started, deed.at()).toMillis() / HOUR);
                    started = null;
                }
                if (stage.startsWith(deed.act())) {
                    started = deed.at();
                }
            }
        }
    }

    /** A table, one line a stage. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%-24s %8s %9s %9s %9s".formatted("simulated hours", "cases", "mean", "median", "p90"));
        Arrays.stream(Stage.values())
                .filter(hours::containsKey)
                .forEach(stage -> lines.add(line(stage.title(), hours.getOrDefault(stage, List.of()))));
        return lines;
    }

    private static String line(String title, List<Double> sorted) {
        double mean = sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%-24s %8d %9.2f %9.2f %9.2f",
                title,
                sorted.size(),
                mean,
                quantile(sorted, 0.5),
                quantile(sorted, 0.9));
    }

    /** Nearest rank. */
    private static double quantile(List<Double> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
