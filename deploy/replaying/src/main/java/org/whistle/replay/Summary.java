package org.whistle.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whistle.replay.play.Ledger;
import org.whistle.replay.play.PlayResult;
import org.whistle.replay.play.StageTimes;
import org.whistle.replay.script.CaseScript;

/** The results of a play, checked against the ledger. */
final class Summary {

    /** How long the ledger may take to get every event. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final List<CaseScript> scripts;
    private final PlayResult result;
    private final Map<String, String> states;

    private Summary(List<CaseScript> scripts, PlayResult result, Map<String, String> states) {
        this.scripts = scripts;
        this.result = result;
        this.states = states;
    }

    /** Waits until the ledger shows every case as planned, or no longer changes. */
    static Summary of(List<CaseScript> scripts, PlayResult result, Ledger ledger) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Summary summary = new Summary(scripts, result, ledger.states());
        int still = 0;
        while (summary.asPlanned() < scripts.size() && still < 5 && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            Summary next = new Summary(scripts, result, ledger.states());
            still = next.states.equals(summary.states) ? still + 1 : 0;
            summary = next;
        }
        return summary;
    }

    long lost() {
        return result.cases().values().stream()
                .filter(caseId -> !states.containsKey(caseId))
                .count();
    }

    void print(PrintStream out) {
        out.println();
        out.printf("%-24s %8d%n", "cases", scripts.size());
        Map<String, Integer> counts = new TreeMap<>();
        stateByScript().values().forEach(state -> counts.merge(state, 1, Integer::sum));
        counts.forEach((state, count) -> out.printf("  %-22s %8d%n", state, count));
        out.printf("%-24s %8d%n", "as planned", asPlanned());
        out.printf("%-24s %8d%n", "refused", result.refusals().size());
        out.printf("%-24s %8d%n", "lost", lost());
        out.println();
        if (!result.deeds().isEmpty()) {
            StageTimes.of(result.deeds()).lines().forEach(out::println);
            out.println();
        }
        double seconds = Math.max(0.001, result.wall().toMillis() / 1000.0);
        out.printf(
                "%d steps and %d closed loops in %.1f s: %.1f steps and %.2f closed loops a second%n",
                result.deeds().size(),
                result.closedLoops(),
                seconds,
                result.deeds().size() / seconds,
                result.closedLoops() / seconds);
    }

    private long asPlanned() {
        Map<String, String> found = stateByScript();
        return scripts.stream()
                .filter(script -> script.end().equals(found.get(script.name())))
                .count();
    }

    private Map<String, String> stateByScript() {
        Map<String, String> found = new HashMap<>();
        scripts.forEach(script -> {
            String caseId = result.cases().get(script.name());
            found.put(script.name(), caseId == null ? "not reported" : states.getOrDefault(caseId, "lost"));
        });
        return found;
    }
}
