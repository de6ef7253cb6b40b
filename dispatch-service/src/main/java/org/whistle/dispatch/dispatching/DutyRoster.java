package org.whistle.dispatch.dispatching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockKind;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Role;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;

/**
 * Who is alerted of an emergency, and who next: of the command center while it is not dispatched, of a unit while its part is
 * not accepted (domain.md, Urgent lane); pure.
 */
final class DutyRoster {

    /** The command center's own duty phone. */
    static final String COMMAND_CENTER = "COMMAND_CENTER";

    static final String ON_DUTY = "ON_DUTY";

    private static final String DEPUTY = "DEPUTY";
    private static final List<String> NEXT = List.of(DEPUTY, "LEADER");
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

    /** The roles that get an alert of the command center. The first one also goes to the street and the community of the case. */
    static List<Role> rolesOfTheCenter(String duty) {
        return switch (duty) {
            case ON_DUTY ->
                List.of(Role.DISPATCHER, Role.COMMAND_LEADER, Role.STREET, Role.STREET_LEADER, Role.COMMUNITY);
            case DEPUTY -> List.of(Role.DISPATCHER, Role.COMMAND_LEADER);
            default -> List.of(Role.COMMAND_LEADER);
        };
    }

    /** Alerts for an emergency: the person on duty of each unit that is offered a part, lead and assisting alike. */
    static Stream<PendingEvent> offered(DispatchCase record, List<Part> parts) {
        return record.ticket().urgent() ? parts.stream().map(part -> alert(part, ON_DUTY)) : Stream.of();
    }

    /** When the next of a roster is alerted; empty when none is. */
    static Optional<Instant> next(DispatchCase record) {
        Stream<Instant> ofParts =
                record.parts().stream().filter(part -> rings(record, part)).map(DutyRoster::nextAt);
        Stream<Instant> ofTheCenter = missed(record)
                .filter(clock -> record.standing().centerAlerts(clock.clockId()) < NEXT.size())
                .map(clock -> nextAt(clock, record.standing().centerAlerts(clock.clockId())))
                .stream();
        return Stream.concat(ofTheCenter, ofParts).min(Instant::compareTo);
    }

    /** Alerts everyone of the command center's roster whose turn has come by now: the first with the miss itself. */
    static Outcome<DispatchCase> centerDue(DispatchCase record, Instant now) {
        return missed(record)
                .map(clock -> {
                    int before = record.standing().centerAlerts(clock.clockId());
                    int after = before;
                    while (after < NEXT.size() && !nextAt(clock, after).isAfter(now)) {
                        after++;
                    }
                    if (after == before) {
                        return Outcome.of(record);
                    }
                    int alerts = after;
                    return new Outcome<>(
                            record.standing(standing -> standing.centerAlerted(clock.clockId(), alerts)),
                            NEXT.subList(before, after).stream()
                                    .map(duty -> PendingEvent.of(new DispatchEvent.DutyAlerted(COMMAND_CENTER, duty)))
                                    .toList());
                })
                .orElse(Outcome.of(record));
    }

    /** Whether the command center is alerted for the first time of this miss. */
    static boolean firstOfAMiss(Outcome<DispatchCase> outcome) {
        return outcome.events().stream()
                .map(PendingEvent::event)
                .anyMatch(new DispatchEvent.DutyAlerted(COMMAND_CENTER, DEPUTY)::equals);
    }

    /** Alerts everyone of the units' rosters whose turn has come by now. */
    static Outcome<DispatchCase> due(DispatchCase record, Instant now) {
        DispatchCase next = record;
        Stream.Builder<PendingEvent> alerts = Stream.builder();
        for (Part part : record.parts()) {
            Part alerted = part;
            while (rings(record, alerted) && !nextAt(alerted).isAfter(now)) {
                alerts.add(alert(part, NEXT.get(alerted.alerts())));
                alerted = alerted.alerted();
            }
            Part after = alerted;
            UUID id = part.assignmentId();
            next = next.onePart(id, _ -> after);
        }
        return new Outcome<>(next, alerts.build().toList());
    }

    private static PendingEvent alert(Part part, String duty) {
        return PendingEvent.of(new DispatchEvent.DutyAlerted(part.unit(), duty), part.assignmentId(), part.attempt());
    }

    private static boolean rings(DispatchCase record, Part part) {
        return record.ticket().urgent() && part.state() == PartState.OFFERED && part.alerts() < NEXT.size();
    }

    private static Instant nextAt(Part part) {
        return part.offer().at().plus(STEP.multipliedBy(part.alerts() + 1L));
    }

    /** The dispatch clock of an emergency, once it was missed and while it is open. */
    private static Optional<Clock> missed(DispatchCase record) {
        return record.clocks()
                .open(ClockKind.DISPATCH)
                .filter(clock -> record.ticket().urgent() && clock.missed() != null && clock.deadline() != null)
                .findFirst();
    }

    private static Instant nextAt(Clock missed, int alerts) {
        return Objects.requireNonNull(missed.deadline()).plus(STEP.multipliedBy(alerts));
    }
}
