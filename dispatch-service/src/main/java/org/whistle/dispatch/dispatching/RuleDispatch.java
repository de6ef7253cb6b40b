package org.whistle.dispatch.dispatching;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.whistle.dispatch.component.ComponentIndex;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.CaseState;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** 按规则派单: an emergency goes to the first candidate where the county's list says so (domain.md, Urgent lane). */
@Component
class RuleDispatch {

    private final ReferenceData reference;
    private final ComponentIndex components;

    RuleDispatch(ReferenceData reference, ComponentIndex components) {
        this.reference = reference;
        this.components = components;
    }

    /** The outcome so far, and the dispatch by rule that follows from it at this occasion, if any. */
    Outcome<DispatchCase> after(Outcome<DispatchCase> soFar, AutoDispatch occasion, Instant now) {
        return reference
                .find(soFar.next().gridCode())
                .map(county -> after(
                        soFar,
                        occasion,
                        DispatchMachine.Context.byRule(county, now, UuidCreator::getTimeOrderedEpoch),
                        record -> CandidateRanking.rank(record, county, components)))
                .orElse(soFar);
    }

    /** The same by this ranking; pure. */
    static Outcome<DispatchCase> after(
            Outcome<DispatchCase> soFar,
            AutoDispatch occasion,
            DispatchMachine.Context context,
            Function<DispatchCase, List<CandidateRanking.Ranked>> ranking) {
        DispatchCase record = soFar.next();
        if (!wanted(record, occasion, context.reference())) {
            return soFar;
        }
        return ranking.apply(record).stream()
                .limit(1)
                .filter(first -> first.reason().speaksForIt())
                .map(CandidateRanking.Ranked::unit)
                .filter(unit -> record.parts().stream()
                        .noneMatch(part ->
                                part.round() == record.round() && part.unit().equals(unit)))
                .findFirst()
                .map(unit -> with(soFar, dispatched(record, unit, context)))
                .orElse(soFar);
    }

    /** Not where a person has to designate. */
    private static boolean wanted(DispatchCase record, AutoDispatch occasion, Reference county) {
        return record.ticket().urgent()
                && record.state() == CaseState.TICKETED
                && record.standing().approvedReturns() < DispatchTable.RETURNS_TO_DESIGNATION
                && CandidateRanking.rules(record, county).stream()
                        .map(Reference.Condition::autoDispatch)
                        .anyMatch(auto -> auto != null && auto.compareTo(occasion) >= 0);
    }

    private static Outcome<DispatchCase> dispatched(DispatchCase record, String unit, DispatchMachine.Context context) {
        return DispatchMachine.decide(record, new DispatchCommand.Dispatch(unit, null, null, null), context);
    }

    private static Outcome<DispatchCase> with(Outcome<DispatchCase> soFar, Outcome<DispatchCase> more) {
        List<PendingEvent> events = new ArrayList<>(soFar.events());
        events.addAll(more.events());
        return new Outcome<>(more.next(), events);
    }
}
