package org.whistle.audit.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Rating;

/**
 * domain.md, Score, once more with the numbers of its table written out: no code of the score, no policy, no rounding before
 * the end.
 *
 * @param groups of the units
 * @param bonuses of the units
 */
record NaiveScores(NaiveCounts counts, Map<String, String> groups, Map<String, String> bonuses) {

    private static final Map<String, Integer> OF_UNITS = weights(
            "accept on time",
            10,
            "on-time handling",
            40,
            "closing",
            20,
            "first check",
            15,
            "justified returns",
            5,
            "satisfaction",
            10);
    private static final Map<String, Integer> OF_STREETS = weights(
            "valid reports",
            20,
            "self-handled",
            15,
            "street triage",
            25,
            "self-handling",
            20,
            "true closing",
            10,
            "recurrence",
            10);
    private static final Map<String, Integer> OF_COMMUNITIES = weights(
            "valid reports",
            20,
            "self-handled",
            15,
            "community triage",
            25,
            "self-handling",
            20,
            "true closing",
            10,
            "recurrence",
            10);
    private static final Map<String, Integer> OF_THE_COMMAND_CENTER =
            weights("dispatch on time", 40, "dispatch accuracy", 40, "reviews on time", 20);

    /** Each unit's score and its place in its group. */
    Map<String, String> units() {
        Set<String> codes = new TreeSet<>(groups.keySet());
        codes.addAll(counts.units.keySet());
        codes.addAll(counts.ratings.keySet());
        codes.addAll(counts.deductions.keySet());
        Map<String, String> scores = new TreeMap<>();
        codes.forEach(code -> scores.put(code, unit(code)));
        Map<String, String> ranked = new TreeMap<>();
        scores.forEach((code, score) -> ranked.put(code, score + " " + place(code, scores)));
        return ranked;
    }

    Map<String, String> streets() {
        return territories(9, OF_STREETS);
    }

    Map<String, String> communities() {
        return territories(12, OF_COMMUNITIES);
    }

    Map<String, String> commandCenter() {
        return territories(6, OF_THE_COMMAND_CENTER);
    }

    private String place(String code, Map<String, String> scores) {
        if (scores.get(code).equals("none")) {
            return "-";
        }
        long better = scores.entrySet().stream()
                .filter(other -> group(other.getKey()).equals(group(code))
                        && !other.getValue().equals("none")
                        && Double.parseDouble(other.getValue()) > Double.parseDouble(scores.get(code)))
                .count();
        return String.valueOf(better + 1);
    }

    /** 0.5 · street mark + 0.5 · objective + bonus − deductions */
    private String unit(String code) {
        Exact objective = objective(OF_UNITS, counts.units.getOrDefault(code, Map.of()));
        boolean enough = ratings(code) >= 3;
        Exact mark = enough ? mark(code) : groupMark(group(code));
        if (objective == null && !enough) {
            return "none";
        }
        Exact half = Exact.of(1, 2);
        Exact both = objective == null
                ? mark
                : mark == null ? objective : half.multiply(mark).add(half.multiply(objective));
        Exact bonus = Exact.of(bonuses.getOrDefault(code, "0")).atMost(Exact.of(5, 1));
        return java.util.Objects.requireNonNull(both)
                .add(bonus)
                .subtract(deducted(code))
                .told();
    }

    private Exact deducted(String code) {
        Map<String, Long> cases = counts.deductions.getOrDefault(code, Map.of());
        Exact points = Exact.of("0.2")
                .multiply(Exact.of(cases.getOrDefault("failed", 0L), 1))
                .add(Exact.of("0.5").multiply(Exact.of(cases.getOrDefault("failed three times", 0L), 1)))
                .add(Exact.of(cases.getOrDefault("misconduct", 0L), 1))
                .add(Exact.of(cases.getOrDefault("ORANGE", 0L), 1))
                .add(Exact.of(2 * cases.getOrDefault("RED", 0L), 1));
        return points.atMost(Exact.of(5, 1));
    }

    private String group(String code) {
        return groups.getOrDefault(code, "");
    }

    private long ratings(String code) {
        return counts.ratings.getOrDefault(code, Map.of()).values().stream()
                .mapToLong(List::size)
                .sum();
    }

    /** The mean of the streets' means. */
    private Exact mark(String code) {
        List<Exact> means = new ArrayList<>();
        for (List<Rating> street : counts.ratings.get(code).values()) {
            means.add(mean(street.stream()
                    .map(rating -> Exact.of(
                            25L * rating.arrivalSpeed()
                                    + 35L * rating.quality()
                                    + 20L * rating.cooperation()
                                    + 20L * rating.communication(),
                            100))
                    .toList()));
        }
        return mean(means);
    }

    private @Nullable Exact groupMark(String group) {
        List<Exact> marks = counts.ratings.keySet().stream()
                .filter(unit -> group(unit).equals(group) && ratings(unit) >= 3)
                .map(this::mark)
                .toList();
        return marks.isEmpty() ? null : mean(marks);
    }

    private static Exact mean(List<Exact> values) {
        return values.stream().reduce(Exact.of(0, 1), Exact::add).divide(Exact.of(values.size(), 1));
    }

    private Map<String, String> territories(int digits, Map<String, Integer> weights) {
        Map<String, String> scores = new TreeMap<>();
        counts.territories.forEach((code, parts) -> {
            if (code.length() == digits) {
                Exact objective = objective(weights, parts);
                scores.put(code, objective == null ? "none" : objective.told());
            }
        });
        return scores;
    }

    /** Points of those parts that had anything to do, of the points these could bring, in hundredths. */
    private static @Nullable Exact objective(Map<String, Integer> weights, Map<String, long[]> parts) {
        Exact points = Exact.of(0, 1);
        long possible = 0;
        for (Map.Entry<String, Integer> weight : weights.entrySet()) {
            long[] cell = parts.getOrDefault(weight.getKey(), new long[2]);
            if (cell[1] > 0) {
                Exact share = Exact.of(Math.min(cell[0], cell[1]), cell[1]);
                Exact good =
                        weight.getKey().equals("recurrence") ? Exact.of(1, 1).subtract(share) : share;
                points = points.add(Exact.of(weight.getValue(), 1).multiply(good));
                possible += weight.getValue();
            }
        }
        return possible == 0 ? null : points.multiply(Exact.of(100, possible));
    }

    private static Map<String, Integer> weights(Object... pairs) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            weights.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return weights;
    }
}
