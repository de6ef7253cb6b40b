package org.whistle.dispatch.dispatching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.events.FiledCondition;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** Who could lead a case: the responsibility list first, then what the street asked for, then everybody else. */
@Service
public class Candidates {

    private final DispatchStore store;
    private final ReferenceData reference;

    Candidates(DispatchStore store, ReferenceData reference) {
        this.store = store;
        this.reference = reference;
    }

    /** The units that may be chosen, best first; one that returned this case is left out until a designation. */
    List<Candidate> of(DispatchCase record) {
        Reference county = reference.require(record.gridCode());
        Map<String, Reason> reasons = new LinkedHashMap<>();
        for (FiledCondition condition : record.ticket().conditions()) {
            county.condition(condition.conditionCode()).ifPresent(rule -> {
                String lead = county.resolveUnit(rule.leadUnit(), record.gridCode());
                reasons.putIfAbsent(lead, new Reason("RESPONSIBILITY_LIST", rule.code()));
                rule.assistingUnits()
                        .forEach(unit -> reasons.putIfAbsent(
                                county.resolveUnit(unit, record.gridCode()), new Reason("ASSISTING", rule.code())));
            });
        }
        record.ticket().unitsAsked().forEach(unit -> reasons.putIfAbsent(unit, new Reason("ASKED_BY_STREET", null)));
        new TreeMap<>(county.units()).keySet().forEach(unit -> reasons.putIfAbsent(unit, new Reason("OTHER", null)));
        if (record.standing().approvedReturns() < DispatchTable.RETURNS_TO_DESIGNATION) {
            record.standing().returnedUnits().forEach(reasons::remove);
        }
        return ranked(reasons, county);
    }

    /** A unit with why it stands where it stands. */
    public record Candidate(
            String unit,
            String nameZh,
            String nameEn,
            int rank,
            String reason,
            @Nullable String rule,
            long openParts) {}

    private record Reason(String code, @Nullable String rule) {}

    private List<Candidate> ranked(Map<String, Reason> reasons, Reference county) {
        Map<String, Long> load = store.openParts();
        List<Candidate> candidates = new ArrayList<>();
        reasons.forEach((code, reason) -> {
            Reference.Unit unit = county.units().get(code);
            if (unit != null) {
                candidates.add(new Candidate(
                        code,
                        unit.nameZh(),
                        unit.nameEn(),
                        candidates.size() + 1,
                        reason.code(),
                        reason.rule(),
                        load.getOrDefault(code, 0L)));
            }
        });
        return candidates;
    }
}
