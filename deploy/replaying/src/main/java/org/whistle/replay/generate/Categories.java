package org.whistle.replay.generate;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.whistle.replay.county.Condition;

/** Draws what a case is about, the everyday things more often. */
final class Categories {

    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("E0110", 40),
            Map.entry("E0410", 32),
            Map.entry("E0405", 28),
            Map.entry("E0406", 24),
            Map.entry("E0112", 24),
            Map.entry("E0136", 18),
            Map.entry("C0137", 14),
            Map.entry("C0284", 12),
            Map.entry("E0111", 10),
            Map.entry("E0201", 14),
            Map.entry("E0108", 10),
            Map.entry("E0301", 8),
            Map.entry("E0113", 8),
            Map.entry("X0701", 6),
            Map.entry("X0702", 6));

    private static final int OTHERWISE = 3;
    private static final int URGENT = 1;

    private final List<Condition> conditions;
    private final int[] weights;

    /** Staged ones are left out: they have their own route. */
    Categories(List<Condition> conditions, boolean urgentToo) {
        this.conditions = conditions.stream()
                .filter(condition -> !condition.staged() && (urgentToo || !condition.urgent()))
                .toList();
        this.weights = this.conditions.stream().mapToInt(Categories::weight).toArray();
    }

    Condition draw(RandomGenerator random) {
        return conditions.get(Draws.weighted(weights, random));
    }

    private static int weight(Condition condition) {
        return condition.urgent() ? URGENT : WEIGHTS.getOrDefault(condition.category(), OTHERWISE);
    }
}
