package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;

/** Who is alerted of an emergency, and who next while the part is not accepted (domain.md, Urgent lane); pure. */
final class DutyRoster {

    /** The command center's own duty phone. */
    static final String COMMAND_CENTER = "COMMAND_CENTER";

    private static final String ON_DUTY = "ON_DUTY";
    private static final String[] NEXT = {"DEPUTY", "LEADER"};
    private static final Duration STEP = Duration.ofMinutes(5);

    private DutyRoster() {}

    /** The command center and the on-duty person of the condition's lead unit, as soon as the ticket is there. */
    static Stream<PendingEvent> atOnce(DispatchCase record, Reference reference) {
        if (!record.ticket().urgent()) {
            return Stream.of();
        }
        Stream<String> units = record.ticket().conditions().stream()
                .map(FiledCondition::conditionCode)
                .flatMap(code -> reference.condition(code).stream())
                .map(condition -> reference.resolveUnit(condition.leadUnit(), record.gridCode()));
        return Stream.concat(Stream.of(COMMAND_CENTER), units)
                .distinct()
                .map(unit -> PendingEvent.of(new DispatchEvent.DutyAlerted(unit, ON_DUTY)));
    }

    /** When the next of a roster is alerted; empty when none is. */
    static Optional<Instant> next(DispatchCase record) {
        return record.parts().stream()
                .filter(part -> rings(record, part))
                .map(DutyRoster::nextAt)
                .min(Instant::compareTo);
    }

    /** Alerts everyone of the rosters whose turn has come by now. */
    static Outcome<DispatchCase> due(DispatchCase record, Instant now) {
        DispatchCase next = record;
        Stream.Builder<PendingEvent> alerts = Stream.builder();
        for (Part part : record.parts()) {
            Part alerted = part;
            while (rings(record, alerted) && !nextAt(alerted).isAfter(now)) {
                alerts.add(PendingEvent.of(
                        new DispatchEvent.DutyAlerted(part.unit(), NEXT[alerted.alerts()]),
                        part.assignmentId(),
                        part.attempt()));
                alerted = alerted.alerted();
            }
            Part after = alerted;
            UUID id = part.assignmentId();
            next = next.onePart(id, _ -> after);
        }
        return new Outcome<>(next, alerts.build().toList());
    }

    private static boolean rings(DispatchCase record, Part part) {
        return record.ticket().urgent() && part.state() == PartState.OFFERED && part.alerts() < NEXT.length;
    }

    private static Instant nextAt(Part part) {
        return part.offer().at().plus(STEP.multipliedBy(part.alerts() + 1L));
    }
}
