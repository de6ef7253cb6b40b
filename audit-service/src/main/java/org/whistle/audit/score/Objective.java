package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ScorePart;

/**
 * The objective score: points for each part, the weight of a "none" spread over the others in proportion.
 *
 * @param value from 0 to 100, as it is shown; absent where every part is none
 */
public record Objective(List<Line> lines, @Nullable BigDecimal value) {

    public Objective {
        lines = List.copyOf(lines);
    }

    /**
     * One part.
     *
     * @param weight points the policy gives it
     * @param counted points it could bring after the spreading; 0 for a none
     * @param achieved from 0 to 1, the better the greater; absent for a none
     * @param points what it brought
     */
    public record Line(
            ScorePart part,
            BigDecimal weight,
            BigDecimal counted,
            Share share,
            @Nullable BigDecimal achieved,
            BigDecimal points) {}

    /** Scores shares by weights. */
    static Objective of(Map<ScorePart, BigDecimal> weights, Map<ScorePart, Share> shares) {
        Ratio present = present(weights, shares);
        List<Line> lines = new ArrayList<>();
        weights.forEach((part, weight) -> lines.add(line(part, weight, present, shares)));
        return new Objective(lines, exact(weights, shares).map(Ratio::shown).orElse(null));
    }

    /** Its value before anything is rounded. */
    static Optional<Ratio> exact(Map<ScorePart, BigDecimal> weights, Map<ScorePart, Share> shares) {
        Ratio present = present(weights, shares);
        if (present.equals(Ratio.ZERO)) {
            return Optional.empty();
        }
        return Optional.of(weights.entrySet().stream()
                .map(entry -> achieved(entry.getKey(), shares)
                        .map(Ratio.of(entry.getValue())::times)
                        .orElse(Ratio.ZERO))
                .reduce(Ratio.ZERO, Ratio::plus)
                .times(Ratio.HUNDRED)
                .over(present));
    }

    private static Ratio present(Map<ScorePart, BigDecimal> weights, Map<ScorePart, Share> shares) {
        return weights.entrySet().stream()
                .filter(entry -> achieved(entry.getKey(), shares).isPresent())
                .map(entry -> Ratio.of(entry.getValue()))
                .reduce(Ratio.ZERO, Ratio::plus);
    }

    private static Line line(ScorePart part, BigDecimal weight, Ratio present, Map<ScorePart, Share> shares) {
        Optional<Ratio> achieved = achieved(part, shares);
        Ratio counted = achieved.isEmpty() || present.equals(Ratio.ZERO)
                ? Ratio.ZERO
                : Ratio.of(weight).times(Ratio.HUNDRED).over(present);
        return new Line(
                part,
                weight,
                counted.shown(),
                shares.getOrDefault(part, Share.NONE),
                achieved.map(Ratio::shown).orElse(null),
                achieved.map(counted::times).orElse(Ratio.ZERO).shown());
    }

    private static Optional<Ratio> achieved(ScorePart part, Map<ScorePart, Share> shares) {
        return shares.getOrDefault(part, Share.NONE)
                .ratio()
                .map(value -> part.falling() ? Ratio.ONE.minus(value) : value);
    }
}
