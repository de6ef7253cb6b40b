package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** Reads a draft and names every field that no policy of the county may have: the rules of the pack and of {@link Policy}. */
final class DraftReader {

    private static final Pattern WEIGHT = Pattern.compile("([A-Z_]+):(\\d{1,3}(?:\\.\\d{1,6})?)");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Policy present;
    private final BigDecimal minimum;
    private final List<Refusal.FieldError> errors = new ArrayList<>();
    private final Map<ScoreSubject, Map<ScorePart, BigDecimal>> parts = new EnumMap<>(ScoreSubject.class);
    private final Set<ScoreSubject> seen = EnumSet.noneOf(ScoreSubject.class);
    private Policy.@Nullable OfUnits units;

    /** Over the policy that is in force, and with the county's minimum of the street's weight. */
    DraftReader(Policy present, @Nullable Double minimum) {
        this.present = present;
        this.minimum = minimum == null ? BigDecimal.ZERO : BigDecimal.valueOf(minimum);
        this.parts.putAll(present.parts());
        this.units = present.units();
    }

    /**
     * The policy in force with the draft in it.
     *
     * @throws RefusedException 422 that names every field that is wrong
     */
    Policy read(DraftPolicy draft) {
        List<DraftPolicy.OfSubject> subjects = Objects.requireNonNullElse(draft.policies(), List.of());
        if (subjects.isEmpty()) {
            errors.add(new Refusal.FieldError("/policies", "REQUIRED"));
        }
        for (int i = 0; i < subjects.size(); i++) {
            read("/policies/" + i, subjects.get(i));
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(new Refusal.Unprocessable(errors));
        }
        return new Policy(present.code(), present.validFrom(), parts, units, "").allowed(minimum.doubleValue());
    }

    private void read(String at, DraftPolicy.OfSubject draft) {
        ScoreSubject subject = Stream.of(ScoreSubject.values())
                .filter(one -> one.name().equals(draft.subject()))
                .findFirst()
                .orElse(null);
        if (subject == null) {
            errors.add(
                    draft.subject() == null
                            ? new Refusal.FieldError(at + "/subject", "REQUIRED")
                            : Refusal.FieldError.oneOf(
                                    at + "/subject",
                                    "INVALID_FIELD",
                                    Stream.of(ScoreSubject.values())
                                            .map(ScoreSubject::name)
                                            .toList()));
            return;
        }
        if (!seen.add(subject)) {
            error(at + "/subject", "TWICE");
        }
        parts.put(subject, hundred(at + "/parts", draft.parts(), ScorePart.class, subject.parts()));
        if (subject == ScoreSubject.UNIT) {
            units = ofUnits(at, draft);
        } else {
            ofUnitsOnly(at, draft);
        }
    }

    private Policy.@Nullable OfUnits ofUnits(String at, DraftPolicy.OfSubject draft) {
        BigDecimal weight = within(at + "/streetWeight", draft.streetWeight(), BigDecimal.ONE);
        if (weight != null && weight.compareTo(minimum) < 0) {
            error(at + "/streetWeight", "BELOW_MINIMUM");
        }
        Map<StreetMark, BigDecimal> marks =
                hundred(at + "/marks", draft.marks(), StreetMark.class, EnumSet.allOf(StreetMark.class));
        Map<ScoreDeduction, BigDecimal> deductions = weights(
                at + "/deductions", draft.deductions(), ScoreDeduction.class, EnumSet.allOf(ScoreDeduction.class));
        BigDecimal deductionsMost = within(at + "/deductionsMost", draft.deductionsMost(), HUNDRED);
        BigDecimal bonusMost = within(at + "/bonusMost", draft.bonusMost(), HUNDRED);
        Integer fewest = draft.fewestRatings();
        if (fewest == null) {
            error(at + "/fewestRatings", "REQUIRED");
        } else if (fewest < 1) {
            errors.add(Refusal.FieldError.between(at + "/fewestRatings", BigDecimal.ONE, null));
        }
        return weight == null || deductionsMost == null || bonusMost == null || fewest == null
                ? null
                : new Policy.OfUnits(weight, marks, deductions, deductionsMost, bonusMost, fewest);
    }

    private void ofUnitsOnly(String at, DraftPolicy.OfSubject draft) {
        unless(draft.streetWeight() == null, at + "/streetWeight");
        unless(draft.marks() == null || draft.marks().isEmpty(), at + "/marks");
        unless(draft.deductions() == null || draft.deductions().isEmpty(), at + "/deductions");
        unless(draft.deductionsMost() == null, at + "/deductionsMost");
        unless(draft.bonusMost() == null, at + "/bonusMost");
        unless(draft.fewestRatings() == null, at + "/fewestRatings");
    }

    private void unless(boolean absent, String pointer) {
        if (!absent) {
            error(pointer, "NOT_OF_THE_SUBJECT");
        }
    }

    private @Nullable BigDecimal within(String pointer, @Nullable BigDecimal number, BigDecimal most) {
        if (number == null) {
            error(pointer, "REQUIRED");
        } else if (number.signum() < 0 || number.compareTo(most) > 0) {
            errors.add(Refusal.FieldError.between(pointer, BigDecimal.ZERO, most));
        }
        return number;
    }

    private <E extends Enum<E>> Map<E, BigDecimal> hundred(
            String pointer, @Nullable List<@Nullable String> texts, Class<E> type, Set<E> allowed) {
        int before = errors.size();
        Map<E, BigDecimal> weights = weights(pointer, texts, type, allowed);
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (errors.size() == before && sum.compareTo(HUNDRED) != 0) {
            error(pointer, weights.isEmpty() ? "REQUIRED" : "NOT_A_HUNDRED");
        }
        return weights;
    }

    private <E extends Enum<E>> Map<E, BigDecimal> weights(
            String pointer, @Nullable List<@Nullable String> texts, Class<E> type, Set<E> allowed) {
        Map<E, BigDecimal> weights = new EnumMap<>(type);
        List<@Nullable String> all = Objects.requireNonNullElse(texts, List.of());
        for (int i = 0; i < all.size(); i++) {
            weigh(pointer + "/" + i, all.get(i), allowed, weights);
        }
        return weights;
    }

    private <E extends Enum<E>> void weigh(
            String pointer, @Nullable String text, Set<E> allowed, Map<E, BigDecimal> weights) {
        var found = WEIGHT.matcher(text == null ? "" : text);
        if (!found.matches()) {
            errors.add(Refusal.FieldError.matching(pointer, WEIGHT.pattern()));
            return;
        }
        E name = allowed.stream()
                .filter(one -> one.name().equals(found.group(1)))
                .findFirst()
                .orElse(null);
        BigDecimal weight = new BigDecimal(found.group(2));
        if (name == null) {
            error(pointer, "NOT_OF_THE_SUBJECT");
        } else if (weight.compareTo(HUNDRED) > 0) {
            errors.add(Refusal.FieldError.between(pointer, BigDecimal.ZERO, HUNDRED));
        } else if (weights.put(name, weight) != null) {
            error(pointer, "TWICE");
        }
    }

    private void error(String pointer, String code) {
        errors.add(new Refusal.FieldError(pointer, code));
    }
}
