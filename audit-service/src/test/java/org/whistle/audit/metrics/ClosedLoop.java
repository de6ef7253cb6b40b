package org.whistle.audit.metrics;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.code.Role;

/** Every event of a case that goes the usual way from its report to its end: eight decisions, a minute apart. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Its twelve events, with the clocks they start and stop.
     *
     * @param number makes the ids
     */
    public static List<Envelope> events(long number) {
        CaseScript script = CaseScript.of(
                        number,
                        CaseScript.GRID,
                        CaseScript.CATEGORY,
                        org.whistle.events.code.Source.GRID_PATROL,
                        java.time.Instant.parse("2026-03-02T01:00:00Z"))
                .by("worker-1", Role.GRID_WORKER);
        Stream.<UnaryOperator<CaseScript>>of(
                        CaseScript::reported,
                        one -> one.then(Said.escalated()),
                        one -> one.ticketed(Said.SUNKEN),
                        one -> one.dispatched("WATER"),
                        one -> one.lead(new DepartmentEvent.Accepted()),
                        Scripts::completed,
                        one -> one.then(Said.checkPassed(false)),
                        one -> one.then(Said.confirmed(90)).then(Said.closed()))
                .forEach(step -> step.apply(script).after(Duration.ofMinutes(1)));
        return script.log();
    }
}
