package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScoreSubject;

/**
 * The formula of domain.md, Score:
 * {@code unit = w · street mark + (1 − w) · objective + bonus − deductions}, clamped to 0–100. Where one of the two is
 * none, the other one counts alone; where both are, there is no score.
 */
public final class Scoring {

    private Scoring() {}

    /** Units with their groups, ranked within them. */
    static List<Score> units(Policy policy, List<Counted> units, Map<String, String> groups) {
        Policy.OfUnits rules = policy.units();
        if (rules == null) {
            return List.of();
        }
        Map<String, BigDecimal> groupMeans = groupMeans(rules, units, groups);
        List<Score> scores = units.stream()
                .sorted(Comparator.comparing(Counted::code))
                .map(unit -> unit(policy, rules, unit, groups.getOrDefault(unit.code(), ""), groupMeans))
                .toList();
        return ranked(scores);
    }

    /** Any other subject: by its objective parts alone, and not ranked. */
    static List<Score> others(Policy policy, ScoreSubject subject, List<Counted> counted) {
        return counted.stream()
                .sorted(Comparator.comparing(Counted::code))
                .map(one -> {
                    Objective objective = Objective.of(policy.parts().getOrDefault(subject, Map.of()), one.shares());
                    BigDecimal value = objective.value();
                    return new Score(
                            one.code(), null, objective, null, value == null ? null : Score.rounded(value), null);
                })
                .toList();
    }

    private static Score unit(
            Policy policy, Policy.OfUnits rules, Counted unit, String group, Map<String, BigDecimal> groupMeans) {
        Objective objective = Objective.of(policy.parts().getOrDefault(ScoreSubject.UNIT, Map.of()), unit.shares());
        boolean few = unit.marks().ratings() < rules.fewestRatings();
        BigDecimal mark =
                few ? groupMeans.get(group) : unit.marks().mean(rules.marks()).orElse(null);
        BigDecimal bonus = unit.bonus().min(rules.bonusMost());
        List<Score.Deduction> deductions = deductions(rules, unit);
        BigDecimal deducted = deductions.stream()
                .map(Score.Deduction::points)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .min(rules.deductionsMost());
        Score.OfUnit more = new Score.OfUnit(
                rules.streetWeight(), mark, few && mark != null, unit.marks(), bonus, deductions, deducted);
        BigDecimal value = combined(rules.streetWeight(), mark, objective.value())
                .map(both -> Score.rounded(both.add(bonus).subtract(deducted)))
                .orElse(null);
        return new Score(unit.code(), group, objective, more, value, null);
    }

    private static Optional<BigDecimal> combined(
            BigDecimal weight, @Nullable BigDecimal mark, @Nullable BigDecimal objective) {
        if (mark == null || objective == null) {
            return Optional.ofNullable(mark == null ? objective : mark);
        }
        return Optional.of(weight.multiply(mark, Share.PRECISION)
                .add(BigDecimal.ONE.subtract(weight).multiply(objective, Share.PRECISION), Share.PRECISION));
    }

    /** The mean mark of those units of a group that enough streets' cases were rated of. */
    private static Map<String, BigDecimal> groupMeans(
            Policy.OfUnits rules, List<Counted> units, Map<String, String> groups) {
        Map<String, List<Counted>> byGroup = units.stream()
                .filter(unit -> unit.marks().ratings() >= rules.fewestRatings())
                .collect(Collectors.groupingBy(unit -> groups.getOrDefault(unit.code(), "")));
        Map<String, BigDecimal> means = new HashMap<>();
        byGroup.forEach((group, members) -> StreetMarks.meanOf(members.stream()
                        .sorted(Comparator.comparing(Counted::code))
                        .flatMap(unit -> unit.marks().mean(rules.marks()).stream()))
                .ifPresent(mean -> means.put(group, mean)));
        return means;
    }

    /** A case that failed three times counts as that instead of as one that failed. */
    private static List<Score.Deduction> deductions(Policy.OfUnits rules, Counted unit) {
        List<Score.Deduction> deductions = new ArrayList<>();
        long thrice = unit.cases().getOrDefault(ScoreDeduction.FAILED_THREE_TIMES, 0L);
        for (ScoreDeduction kind : ScoreDeduction.values()) {
            long cases = unit.cases().getOrDefault(kind, 0L);
            long counted = kind == ScoreDeduction.FAILED_CHECK ? Math.max(0, cases - thrice) : cases;
            BigDecimal each = rules.deductions().getOrDefault(kind, BigDecimal.ZERO);
            if (counted > 0) {
                deductions.add(new Score.Deduction(kind, counted, each, each.multiply(BigDecimal.valueOf(counted))));
            }
        }
        return deductions;
    }

    /** The best of a group is first; who has no score has no place. */
    private static List<Score> ranked(List<Score> scores) {
        return scores.stream()
                .map(score -> {
                    BigDecimal value = score.value();
                    return value == null
                            ? score
                            : score.ranked(1
                                    + (int) scores.stream()
                                            .filter(other -> other.value() != null
                                                    && String.valueOf(other.group())
                                                            .equals(String.valueOf(score.group()))
                                                    && other.value().compareTo(value) > 0)
                                            .count());
                })
                .toList();
    }
}
