package org.whistle.dispatch.reference.pack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.reference.pack.Pack.County;
import org.whistle.dispatch.reference.pack.Pack.Policy;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;

/** Reads {@code policies.csv}: how a year is scored, one line per policy and subject (domain.md, Score). */
final class PolicyReader {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
    private static final double HUNDRED = 100;
    private static final double ROUNDING = 1e-9;
    private static final List<String> OF_UNITS =
            List.of("street_weight", "marks", "deductions", "deductions_most", "bonus_most", "fewest_ratings");

    private final @Nullable County county;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, LocalDate> starts = new HashMap<>();

    private PolicyReader(@Nullable County county) {
        this.county = county;
    }

    static List<Policy> read(CsvTable table, @Nullable County county) {
        PolicyReader reader = new PolicyReader(county);
        List<Policy> policies = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            Policy policy = reader.policy(row);
            if (policy != null) {
                policies.add(policy);
            }
        }
        return policies;
    }

    private @Nullable Policy policy(CsvRow row) {
        String code = row.code("policy", CODE);
        LocalDate validFrom = row.date("valid_from");
        ScoreSubject subject = row.oneOf("subject", ScoreSubject.class);
        if (code == null || validFrom == null || subject == null) {
            return null;
        }
        if (!seen.add(code + "/" + subject)) {
            row.problem("policy: " + code + " has " + subject + " twice");
        }
        if (!validFrom.equals(starts.computeIfAbsent(code, _ -> validFrom))) {
            row.problem("valid_from: " + validFrom + " (expected: " + starts.get(code) + " as in the line above)");
        }
        Map<ScorePart, Double> parts = parts(row, subject);
        if (subject != ScoreSubject.UNIT) {
            OF_UNITS.stream()
                    .filter(column -> !row.blank(column))
                    .forEach(column ->
                            row.problem(column + ": '" + row.raw(column) + "' (expected: empty, for units only)"));
            return new Policy(code, validFrom, subject, parts, null);
        }
        return new Policy(code, validFrom, subject, parts, ofUnits(row));
    }

    private Policy.@Nullable OfUnits ofUnits(CsvRow row) {
        Double weight = number(row, "street_weight", 0, 1);
        Map<StreetMark, Double> marks = weights(row, "marks", StreetMark.class);
        hundred(row, "marks", marks);
        Map<ScoreDeduction, Double> deductions = weights(row, "deductions", ScoreDeduction.class);
        Double deductionsMost = number(row, "deductions_most", 0, HUNDRED);
        Double bonusMost = number(row, "bonus_most", 0, HUNDRED);
        Integer fewest = row.positive("fewest_ratings");
        if (weight != null && county != null && weight < county.minimumStreetWeight()) {
            row.problem("street_weight: " + weight + " (expected: at least " + county.minimumStreetWeight()
                    + ", the county's minimumStreetWeight" + because(county) + ")");
        }
        return weight == null || deductionsMost == null || bonusMost == null || fewest == null
                ? null
                : new Policy.OfUnits(weight, marks, deductions, deductionsMost, bonusMost, fewest);
    }

    private static String because(County county) {
        return county.minimumStreetWeightSource() == null ? "" : ": " + county.minimumStreetWeightSource();
    }

    private static Map<ScorePart, Double> parts(CsvRow row, ScoreSubject subject) {
        Map<ScorePart, Double> parts = weights(row, "parts", ScorePart.class, subject.parts(), rule(subject));
        hundred(row, "parts", parts);
        return parts;
    }

    private static String rule(ScoreSubject subject) {
        return subject == ScoreSubject.GRID_WORKER
                ? "; grid workers are scored by rates alone, never by raw counts: domain.md, Score, after the national"
                        + " guidance of 2026 against burdening the grass roots"
                : "";
    }

    private static void hundred(CsvRow row, String column, Map<?, Double> weights) {
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!weights.isEmpty() && Math.abs(sum - HUNDRED) > ROUNDING) {
            row.problem(column + ": sum " + sum + " (expected: 100)");
        }
    }

    private static <E extends Enum<E>> Map<E, Double> weights(CsvRow row, String column, Class<E> type) {
        return weights(row, column, type, Set.copyOf(Arrays.asList(type.getEnumConstants())), "");
    }

    private static <E extends Enum<E>> Map<E, Double> weights(
            CsvRow row, String column, Class<E> type, Set<E> allowed, String rule) {
        Map<E, Double> weights = new EnumMap<>(type);
        if (row.text(column) == null) {
            return weights;
        }
        for (String each : row.list(column)) {
            E name = allowed.stream()
                    .filter(one -> each.startsWith(one.name() + ":"))
                    .findFirst()
                    .orElse(null);
            Double weight =
                    name == null ? null : parsed(each.substring(name.name().length() + 1));
            if (name == null || weight == null || weight < 0 || weight > HUNDRED) {
                row.problem(column + ": '" + each + "' (expected: NAME:number from 0 to 100, NAME one of "
                        + allowed.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")) + rule + ")");
            } else if (weights.put(name, weight) != null) {
                row.problem(column + ": " + name + " appears twice");
            }
        }
        return weights;
    }

    private static @Nullable Double number(CsvRow row, String column, double least, double most) {
        Double number = parsed(row.raw(column));
        if (number == null || number < least || number > most) {
            row.problem(column + ": '" + row.raw(column) + "' (expected: a number from " + least + " to " + most + ")");
            return null;
        }
        return number;
    }

    private static @Nullable Double parsed(String text) {
        try {
            return text.matches("\\d{1,3}(\\.\\d{1,6})?") ? Double.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
