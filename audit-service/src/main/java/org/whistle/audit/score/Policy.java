package org.whistle.audit.score;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
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
 * How scores are made from a day on (domain.md, Score), as it stands in one version of the county's reference data.
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

    /**
     * What only units have.
     *
     * @param streetWeight {@code w}, from 0 to 1
     * @param marks points of the street mark, 100 together
     * @param deductions points a case
     * @param fewestRatings with fewer the group's mean stands in
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
     * Whether the county's own rule allows it.
     *
     * @param minimum the least weight of the street, as the county's pack says
     */
    boolean allowed(@Nullable Double minimum) {
        return units == null || minimum == null || units.streetWeight().compareTo(BigDecimal.valueOf(minimum)) >= 0;
    }

    /** Whether every part is one its subject may be scored by: never a grid worker by a count. */
    boolean fitsItsSubjects() {
        return parts.entrySet().stream()
                .allMatch(entry ->
                        entry.getKey().parts().containsAll(entry.getValue().keySet()));
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
        texts.stream()
                .map(text -> text.split(":", 2))
                .forEach(pair -> Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().equals(pair[0]))
                        .findFirst()
                        .ifPresentOrElse(one -> weights.put(one, new BigDecimal(pair[1])), () -> {
                            throw new IllegalArgumentException(
                                    "policy: " + pair[0] + " (expected: a " + type.getSimpleName() + ")");
                        }));
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
