package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.metrics.Marks;
import org.whistle.audit.metrics.Sums;
import org.whistle.events.code.ScoreSubject;
import org.whistle.kit.reference.Reference;

/**
 * Makes a sheet from sums, wherever these come from: the tallies that are kept, or a recount of the ledger.
 *
 * @param sums of a level's rows, by code
 * @param marks by unit and street
 * @param bonuses points by unit
 */
record SheetMaking(
        Reference reference,
        Function<Level, Map<String, Sums>> sums,
        Map<String, Map<String, Marks>> marks,
        Map<String, BigDecimal> bonuses) {

    private static final Sums NOTHING = (_, _) -> 0;

    ScoreSheet sheet(Policy policy) {
        Map<String, String> groups = reference.units().values().stream()
                .collect(Collectors.toMap(Reference.Unit::code, Reference.Unit::group));
        return new ScoreSheet(
                Scoring.units(policy, Counts.units(withAll(Level.UNIT, groups.keySet()), marks, bonuses), groups),
                others(policy, ScoreSubject.STREET, territories("STREET")),
                others(policy, ScoreSubject.COMMUNITY, territories("COMMUNITY")),
                others(
                        policy,
                        ScoreSubject.COMMAND_CENTER,
                        List.of(reference.county().code())));
    }

    private List<Score> others(Policy policy, ScoreSubject subject, Collection<String> codes) {
        return Scoring.others(policy, subject, Counts.others(subject, withAll(Counts.levelOf(subject), codes)));
    }

    /** Subjects without any work are listed in the sheet, too. */
    private Map<String, Sums> withAll(Level level, Collection<String> codes) {
        Map<String, Sums> all = new TreeMap<>(sums.apply(level));
        codes.forEach(code -> all.putIfAbsent(code, NOTHING));
        return all;
    }

    private List<String> territories(String level) {
        return reference.jurisdictions().values().stream()
                .filter(territory -> territory.level().equals(level))
                .map(Reference.Jurisdiction::code)
                .toList();
    }
}
