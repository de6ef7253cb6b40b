package org.whistle.dispatch.dispatching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.whistle.dispatch.component.ComponentIndex;
import org.whistle.dispatch.component.NearComponent;
import org.whistle.events.FiledCondition;
import org.whistle.kit.reference.Reference;

/**
 * Ranks the candidate units for a case. First the owner of the component at the place of the case, then the
 * responsibility list (leads before assisting units, each in the order of the stages), then the units the street asked for,
 * then the leads of the category's other conditions, then all other units. A unit gets the first of its ranks.
 */
final class CandidateRanking {

    private CandidateRanking() {}

    /** The reason for a unit's rank. */
    enum Reason {
        COMPONENT_OWNER,
        RESPONSIBILITY_LIST,
        ASSISTING,
        ASKED_BY_STREET,
        SAME_CATEGORY,
        OTHER;

        /** Whether it speaks for the unit clearly enough to dispatch without a person. */
        boolean speaksForIt() {
            return this != SAME_CATEGORY && this != OTHER;
        }
    }

    /**
     * A unit in its place.
     *
     * @param rule the filing condition that names it
     */
    record Ranked(
            String unit,
            Reason reason,
            @Nullable String rule,
            @Nullable NearComponent component) {}

    /** With the component at the place of the case, which the index finds. */
    static List<Ranked> rank(DispatchCase record, Reference county, ComponentIndex components) {
        return rank(
                record,
                county,
                components.at(
                        county.version(),
                        record.facts().position(),
                        record.facts().categoryCode()));
    }

    static List<Ranked> rank(DispatchCase record, Reference county, Optional<NearComponent> component) {
        Map<String, Ranked> ranked = new LinkedHashMap<>();
        List<Reference.Condition> rules = rules(record, county);
        rules.forEach(rule -> add(ranked, record, county, rule.leadUnit(), Reason.RESPONSIBILITY_LIST, rule));
        rules.forEach(rule ->
                rule.assistingUnits().forEach(unit -> add(ranked, record, county, unit, Reason.ASSISTING, rule)));
        record.ticket()
                .unitsAsked()
                .forEach(unit -> ranked.putIfAbsent(unit, new Ranked(unit, Reason.ASKED_BY_STREET, null, null)));
        county.conditionsOf(record.facts().categoryCode()).stream()
                .filter(condition -> !rules.contains(condition))
                .forEach(rule -> add(ranked, record, county, rule.leadUnit(), Reason.SAME_CATEGORY, rule));
        new TreeSet<>(county.units().keySet())
                .forEach(unit -> ranked.putIfAbsent(unit, new Ranked(unit, Reason.OTHER, null, null)));
        List<Ranked> order = new ArrayList<>();
        component.ifPresent(near -> {
            String owner = county.resolveUnit(near.component().owner(), record.gridCode());
            Ranked listed = ranked.remove(owner);
            order.add(new Ranked(owner, Reason.COMPONENT_OWNER, listed == null ? null : listed.rule(), near));
        });
        order.addAll(ranked.values());
        order.removeIf(each -> !county.units().containsKey(each.unit()) || hasReturned(record, each.unit()));
        return order;
    }

    /** The conditions of the ticket as the list has them now, in the order of their stages. */
    static List<Reference.Condition> rules(DispatchCase record, Reference county) {
        return record.ticket().conditions().stream()
                .sorted(Comparator.comparing(condition -> Objects.requireNonNullElse(condition.stage(), 0)))
                .map(FiledCondition::conditionCode)
                .flatMap(code -> county.condition(code).stream())
                .toList();
    }

    /** A unit that returned this case is not offered it again until a designation. */
    private static boolean hasReturned(DispatchCase record, String unit) {
        return record.standing().approvedReturns() < DispatchTable.RETURNS_TO_DESIGNATION
                && record.standing().returnedUnits().contains(unit);
    }

    private static void add(
            Map<String, Ranked> ranked,
            DispatchCase record,
            Reference county,
            String code,
            Reason reason,
            Reference.Condition rule) {
        String unit = county.resolveUnit(code, record.gridCode());
        ranked.putIfAbsent(unit, new Ranked(unit, reason, rule.code(), null));
    }
}
