package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;

/**
 * The formula of domain.md, Score:
 * {@code unit = w · street mark + (1 − w) · objective + bonus − deductions}, clamped to 0–100. Where one of the two is
 * none, the other one counts alone; where both are, there is no score.
 */
public final class Scoring {

    private Scoring() {}

    /** Units with their groups, ranked within them. */
    static List<Score> units(Policy policy, List<ScoreInput> units, Map<String, String> groups) {
        Policy.OfUnits rules = policy.units();
        if (rules == null) {
            return List.of();
        }
        Map<String, Ratio> groupMeans = groupMeans(rules, units, groups);
        List<Score> scores = units.stream()
                .sorted(Comparator.comparing(ScoreInput::code))
                .map(unit -> unit(policy, rules, unit, groups.getOrDefault(unit.code(), ""), groupMeans))
                .toList();
        return ranked(scores);
    }

    /** Any other subject: by its objective parts alone, and not ranked. */
    static List<Score> others(Policy policy, ScoreSubject subject, List<ScoreInput> counted) {
        Map<ScorePart, BigDecimal> weights = policy.parts().getOrDefault(subject, Map.of());
        return counted.stream()
                .sorted(Comparator.comparing(ScoreInput::code))
                .map(one -> new Score(
                        one.code(),
                        null,
                        Objective.of(weights, one.shares()),
                        null,
                        Objective.exact(weights, one.shares()).map(Score::told).orElse(null),
                        null))
                .toList();
    }

    private static Score unit(
            Policy policy, Policy.OfUnits rules, ScoreInput unit, String group, Map<String, Ratio> groupMeans) {
        Map<ScorePart, BigDecimal> weights = policy.parts().getOrDefault(ScoreSubject.UNIT, Map.of());
        Optional<Ratio> objective = Objective.exact(weights, unit.shares());
        boolean few = unit.marks().ratings() < rules.fewestRatings();
        Optional<Ratio> mark =
                few ? Optional.ofNullable(groupMeans.get(group)) : unit.marks().mean(rules.marks());
        BigDecimal bonus = unit.bonus().min(rules.bonusMost());
        List<Score.Deduction> deductions = deductions(rules, unit);
        BigDecimal deducted = deductions.stream()
                .map(Score.Deduction::points)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .min(rules.deductionsMost());
        Score.OfUnit more = new Score.OfUnit(
                rules.streetWeight(),
                mark.map(Ratio::shown).orElse(null),
                few && mark.isPresent(),
                unit.marks(),
                bonus,
                deductions,
                deducted);
        // With too few ratings the group's mean is the mark, but only where the unit has an objective score.
        Optional<Ratio> own = few && objective.isEmpty() ? Optional.empty() : mark;
        BigDecimal value = combined(Ratio.of(rules.streetWeight()), own, objective)
                .map(both -> Score.told(both.plus(Ratio.of(bonus.subtract(deducted)))))
                .orElse(null);
        return new Score(unit.code(), group, Objective.of(weights, unit.shares()), more, value, null);
    }

    private static Optional<Ratio> combined(Ratio weight, Optional<Ratio> mark, Optional<Ratio> objective) {
        if (mark.isEmpty() || objective.isEmpty()) {
            return mark.or(() -> objective);
        }
        return Optional.of(weight.times(mark.get()).plus(Ratio.ONE.minus(weight).times(objective.get())));
    }

    /** The mean mark of those members of a group that were rated often enough. */
    private static Map<String, Ratio> groupMeans(
            Policy.OfUnits rules, List<ScoreInput> units, Map<String, String> groups) {
        Map<String, List<ScoreInput>> byGroup = units.stream()
                .filter(unit -> unit.marks().ratings() >= rules.fewestRatings())
                .collect(Collectors.groupingBy(unit -> groups.getOrDefault(unit.code(), "")));
        Map<String, Ratio> means = new HashMap<>();
        byGroup.forEach((group, members) -> StreetMarks.meanOf(
                        members.stream().flatMap(unit -> unit.marks().mean(rules.marks()).stream()))
                .ifPresent(mean -> means.put(group, mean)));
        return means;
    }

    private static List<Score.Deduction> deductions(Policy.OfUnits rules, ScoreInput unit) {
        List<Score.Deduction> deductions = new ArrayList<>();
        for (ScoreDeduction kind : ScoreDeduction.values()) {
            long cases = unit.cases().getOrDefault(kind, 0L);
            BigDecimal each = rules.deductions().getOrDefault(kind, BigDecimal.ZERO);
            if (cases > 0) {
                deductions.add(new Score.Deduction(kind, cases, each, each.multiply(BigDecimal.valueOf(cases))));
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
