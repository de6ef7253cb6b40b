package org.whistle.dispatch.dispatching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.dispatch.component.ComponentIndex;
import org.whistle.dispatch.component.NearComponent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Candidate leads of a case, best first, with the reason, the unit's load and the rule's record. */
@Service
public class Candidates {

    private final DispatchStore store;
    private final RuleRecords rules;
    private final ReferenceData reference;
    private final ComponentIndex components;

    Candidates(DispatchStore store, RuleRecords rules, ReferenceData reference, ComponentIndex components) {
        this.store = store;
        this.rules = rules;
        this.reference = reference;
        this.components = components;
    }

    /** The units that may be chosen, best first; one that returned this case is left out until a designation. */
    List<Candidate> of(DispatchCase record) {
        Reference county = reference.require(record.gridCode());
        List<CandidateRanking.Ranked> ranked = CandidateRanking.rank(record, county, components);
        Map<String, UnitLoad> load = store.load(county.county().code());
        Map<String, Long> overdue = store.overdueParts(county.county().code());
        Map<String, RuleRecords.RuleRecord> served = served(ranked, record, county);
        List<Candidate> candidates = new ArrayList<>();
        for (CandidateRanking.Ranked each : ranked) {
            candidates.add(candidate(
                    candidates.size() + 1,
                    each,
                    Objects.requireNonNull(county.units().get(each.unit())),
                    load.getOrDefault(each.unit(), UnitLoad.NONE),
                    overdue.getOrDefault(each.unit(), 0L),
                    each.rule() == null ? null : served.get(each.rule())));
        }
        return candidates;
    }

    /**
     * A unit with its rank and the reason for it.
     *
     * @param rule the filing condition that names it
     * @param componentId of the component nearby whose owner it is
     * @param componentMetres how far that component is from the case
     * @param openParts parts it holds that are not done, the suspended ones included
     * @param ruleDispatches how often a case with this condition was dispatched to the rule's lead unit
     * @param ruleReturned how many of these it returned with approval
     */
    public record Candidate(
            String unit,
            String nameZh,
            String nameEn,
            int rank,
            String reason,
            @Nullable String rule,
            @Nullable String componentId,
            @Nullable Long componentMetres,
            long openParts,
            long overdueParts,
            long suspendedParts,
            @Nullable Long ruleDispatches,
            @Nullable Long ruleReturned) {}

    private Map<String, RuleRecords.RuleRecord> served(
            List<CandidateRanking.Ranked> ranked, DispatchCase record, Reference county) {
        Map<String, RuleRecords.RuleRecord> served = new HashMap<>();
        ranked.stream()
                .flatMap(each -> Optional.ofNullable(each.rule()).flatMap(county::condition).stream())
                .distinct()
                .forEach(rule -> served.put(
                        rule.code(),
                        rules.of(
                                county.county().code(),
                                rule.code(),
                                county.resolveUnit(rule.leadUnit(), record.gridCode()))));
        return served;
    }

    private static Candidate candidate(
            int rank,
            CandidateRanking.Ranked ranked,
            Reference.Unit unit,
            UnitLoad load,
            long overdue,
            RuleRecords.@Nullable RuleRecord served) {
        NearComponent component = ranked.component();
        return new Candidate(
                unit.code(),
                unit.nameZh(),
                unit.nameEn(),
                rank,
                ranked.reason().name(),
                ranked.rule(),
                component == null ? null : component.component().id(),
                component == null ? null : Math.round(component.metres()),
                load.open(),
                overdue,
                load.suspended(),
                served == null ? null : served.dispatches(),
                served == null ? null : served.returned());
    }
}
