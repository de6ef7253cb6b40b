package org.whistle.intake.cases;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;

/** The filing conditions 立案条件 of a ticket. */
public final class FilingConditions {

    private FilingConditions() {}

    /**
     * The conditions behind the codes. A condition with a stage brings all stages of its category, in order; several that
     * are not stages of one category make no case.
     */
    public static List<Reference.Condition> choose(List<String> codes, Reference reference) {
        List<Reference.Condition> chosen = IntStream.range(0, codes.size())
                .mapToObj(i -> reference
                        .condition(codes.get(i))
                        .orElseThrow(() -> RefusedException.field("/conditionCodes/" + i, "UNKNOWN_CONDITION")))
                .toList();
        Reference.Condition first = chosen.getFirst();
        if (first.stage() != null) {
            List<Reference.Condition> stages = reference.conditionsOf(first.category()).stream()
                    .filter(condition -> condition.stage() != null)
                    .sorted(Comparator.comparing(condition -> Objects.requireNonNull(condition.stage())))
                    .toList();
            if (!stages.containsAll(chosen)) {
                throw RefusedException.field("/conditionCodes", "NOT_A_STAGE");
            }
            return stages;
        }
        if (chosen.size() > 1) {
            throw RefusedException.field("/conditionCodes", "NOT_A_STAGE");
        }
        return chosen;
    }

    /** The units asked for, {@code STREET} being the one of the grid. */
    static List<String> units(@Nullable List<String> codes, Reference reference, @Nullable String gridCode) {
        if (codes == null) {
            return List.of();
        }
        String grid = Objects.requireNonNull(gridCode, "gridCode: absent (expected: a located case)");
        return IntStream.range(0, codes.size())
                .mapToObj(i -> {
                    String unit = reference.resolveUnit(codes.get(i), grid);
                    if (!reference.units().containsKey(unit)) {
                        throw RefusedException.field("/units/" + i, "UNKNOWN_UNIT");
                    }
                    return unit;
                })
                .distinct()
                .toList();
    }
}
