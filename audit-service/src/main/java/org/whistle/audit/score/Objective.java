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
 * @param value from 0 to 100; absent where every part is none
 */
public record Objective(List<Line> lines, @Nullable BigDecimal value) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

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
        BigDecimal present = weights.entrySet().stream()
                .filter(entry -> achieved(entry.getKey(), shares).isPresent())
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Line> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<ScorePart, BigDecimal> entry : weights.entrySet()) {
            Line line = line(entry.getKey(), entry.getValue(), present, shares);
            lines.add(line);
            sum = sum.add(line.points(), Share.PRECISION);
        }
        return new Objective(lines, present.signum() == 0 ? null : sum);
    }

    private static Line line(ScorePart part, BigDecimal weight, BigDecimal present, Map<ScorePart, Share> shares) {
        Share share = shares.getOrDefault(part, Share.NONE);
        Optional<BigDecimal> achieved = achieved(part, shares);
        BigDecimal counted = achieved.isEmpty()
                ? BigDecimal.ZERO
                : weight.multiply(HUNDRED, Share.PRECISION).divide(present, Share.PRECISION);
        BigDecimal points =
                achieved.map(value -> value.multiply(counted, Share.PRECISION)).orElse(BigDecimal.ZERO);
        return new Line(part, weight, counted, share, achieved.orElse(null), points);
    }

    private static Optional<BigDecimal> achieved(ScorePart part, Map<ScorePart, Share> shares) {
        return shares.getOrDefault(part, Share.NONE)
                .value()
                .map(value -> part.falling() ? BigDecimal.ONE.subtract(value) : value);
    }
}
