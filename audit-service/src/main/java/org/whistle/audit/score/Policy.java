package org.whistle.audit.score;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;
import org.whistle.kit.reference.Reference;

/**
 * How scores are made from a day on (domain.md, Score), as published in one version of the county's reference data.
 *
 * @param parts points of the objective score, 100 together, of every subject that is scored
 * @param units the rest of the formula, of units
 * @param sha256 of the records it was read from, in hex
 */
public record Policy(
        String code,
        LocalDate validFrom,
        Map<ScoreSubject, Map<ScorePart, BigDecimal>> parts,
        @Nullable OfUnits units,
        String sha256) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What only units have.
     *
     * @param streetWeight {@code w}, from 0 to 1
     * @param marks points of the street mark, 100 together
     * @param deductions points a case
     * @param fewestRatings with fewer ratings the group's mean is used instead
     */
    public record OfUnits(
            BigDecimal streetWeight,
            Map<StreetMark, BigDecimal> marks,
            Map<ScoreDeduction, BigDecimal> deductions,
            BigDecimal deductionsMost,
            BigDecimal bonusMost,
            int fewestRatings) {}

    /** The policy in force on a day: the last one that began; empty where none had. */
    static Optional<Policy> on(LocalDate day, Reference reference) {
        return reference.policies().values().stream()
                .filter(record -> !LocalDate.parse(record.validFrom()).isAfter(day))
                .max(Comparator.comparing(Reference.Policy::validFrom).thenComparing(Reference.Policy::policy))
                .map(record -> named(record.policy(), reference));
    }

    /** A policy by its code. */
    private static Policy named(String code, Reference reference) {
        List<Reference.Policy> records = reference.policies().values().stream()
                .filter(record -> record.policy().equals(code))
                .sorted(Comparator.comparing(Reference.Policy::subject))
                .toList();
        Map<ScoreSubject, Map<ScorePart, BigDecimal>> parts = new EnumMap<>(ScoreSubject.class);
        records.forEach(record -> parts.put(subject(record), weights(ScorePart.class, record.parts())));
        OfUnits units = records.stream()
                .filter(record -> subject(record) == ScoreSubject.UNIT)
                .findFirst()
                .flatMap(Policy::ofUnits)
                .orElse(null);
        return new Policy(code, LocalDate.parse(records.getFirst().validFrom()), parts, units, digest(records));
    }

    /**
     * Itself, where scores may be made with it.
     *
     * @param minimum the least weight of the street, from the county's pack
     * @throws IllegalArgumentException for one below the minimum or unfit for its subjects: never a grid worker by a count
     */
    Policy allowed(@Nullable Double minimum) {
        parts.forEach((subject, weights) -> {
            require(subject.parts().containsAll(weights.keySet()), "parts of " + subject, weights.keySet());
            requireHundred("parts of " + subject, weights.values());
        });
        require(!parts.containsKey(ScoreSubject.UNIT) || units != null, "units", "none");
        if (units != null) {
            requireHundred("marks", units.marks().values());
            BigDecimal least = minimum == null ? BigDecimal.ZERO : BigDecimal.valueOf(minimum);
            BigDecimal weight = units.streetWeight();
            require(weight.compareTo(least) >= 0 && weight.compareTo(BigDecimal.ONE) <= 0, "street weight", weight);
        }
        return this;
    }

    private static void requireHundred(String what, Collection<BigDecimal> weights) {
        BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        require(sum.compareTo(HUNDRED) == 0 && weights.stream().allMatch(weight -> weight.signum() >= 0), what, sum);
    }

    private static void require(boolean fit, String what, Object found) {
        if (!fit) {
            throw new IllegalArgumentException(what + ": " + found + " (expected: what domain.md allows)");
        }
    }

    private static ScoreSubject subject(Reference.Policy record) {
        return ScoreSubject.valueOf(record.subject());
    }

    private static Optional<OfUnits> ofUnits(Reference.Policy record) {
        if (record.streetWeight() == null
                || record.marks() == null
                || record.deductions() == null
                || record.deductionsMost() == null
                || record.bonusMost() == null
                || record.fewestRatings() == null) {
            return Optional.empty();
        }
        return Optional.of(new OfUnits(
                BigDecimal.valueOf(record.streetWeight()),
                weights(StreetMark.class, record.marks()),
                weights(ScoreDeduction.class, record.deductions()),
                BigDecimal.valueOf(record.deductionsMost()),
                BigDecimal.valueOf(record.bonusMost()),
                record.fewestRatings()));
    }

    private static <E extends Enum<E>> Map<E, BigDecimal> weights(Class<E> type, List<String> texts) {
        Map<E, BigDecimal> weights = new EnumMap<>(type);
        for (String text : texts) {
            String[] pair = text.split(":", 2);
            require(pair.length == 2, "weight", text);
            weights.put(Enum.valueOf(type, pair[0]), new BigDecimal(pair[1]));
        }
        return weights;
    }

    private static String digest(List<Reference.Policy> records) {
        String text = records.stream()
                .map(record -> Stream.of(
                                record.policy(),
                                record.validFrom(),
                                record.subject(),
                                record.parts(),
                                record.streetWeight(),
                                record.marks(),
                                record.deductions(),
                                record.deductionsMost(),
                                record.bonusMost(),
                                record.fewestRatings())
                        .map(String::valueOf)
                        .collect(Collectors.joining("|")))
                .collect(Collectors.joining("\n"));
        return sha256(text);
    }

    /** SHA-256 of a text, in hex. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
