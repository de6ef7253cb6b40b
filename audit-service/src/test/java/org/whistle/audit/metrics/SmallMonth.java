package org.whistle.audit.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.whistle.clock.ClockKind;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.VoidReason;

/**
 * January 2026 in one community of a small county. WATER closes four cases: marked 90, 80 after a rework, 70, and one two days
 * late that the street let pass in silence. SANITATION closes one, marked 60. The community closes one itself and voids one.
 */
public final class SmallMonth {

    private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

    private final String county;
    private final CaseScript late;
    private final List<CaseScript> scripts;

    /** The month of a county; its code makes the ids of the cases. */
    public SmallMonth(String county) {
        this.county = county;
        late = completed(handling(4, "WATER").after(24 * 4))
                .then(Said.silence())
                .then(Said.closed());
        scripts = List.of(
                confirmed(completed(handling(1, "WATER")), 90).after(2).then(new IntakeEvent.Rated("r", true, 5, null)),
                confirmed(completed(reworked(handling(2, "WATER"))), 80),
                confirmed(completed(handling(3, "WATER")), 70),
                late,
                confirmed(completed(handling(5, "SANITATION")), 60),
                handledByTheCommunity(),
                voided());
    }

    /** Every event so far. */
    public List<Envelope> events() {
        return scripts.stream().flatMap(script -> script.log().stream()).toList();
    }

    /** The late handling is appealed, and the appeal upheld, early in February; what is new. */
    public List<Envelope> appealUpheld() {
        int before = late.log().size();
        UUID clock = Told.by(late)
                .story()
                .latest(one -> one.kind() == ClockKind.HANDLING)
                .orElseThrow()
                .clockId();
        late.until(Instant.parse("2026-02-03T01:00:00Z"));
        Scripts.appealed(late, clock, true);
        return late.log().subList(before, late.log().size());
    }

    private CaseScript reported(int number) {
        return CaseScript.of(
                        Long.parseLong(county) * 100 + number,
                        county + "001001001",
                        "C0101",
                        Source.GRID_PATROL,
                        MONDAY.plus(Duration.ofMinutes(number)))
                .by("worker-1", Role.GRID_WORKER)
                .reported()
                .by("somebody", Role.DISPATCHER);
    }

    private CaseScript handling(int number, String unit) {
        return reported(number)
                .then(Said.escalated())
                .ticketed(Said.SUNKEN)
                .dispatched(unit)
                .after(Duration.ofMinutes(10))
                .lead(new DepartmentEvent.Accepted())
                .after(2);
    }

    private static CaseScript reworked(CaseScript script) {
        return Scripts.completed(script)
                .by("worker-2", Role.GRID_WORKER)
                .then(Said.checkFailed(null, 1))
                .then(Said.reworkOrdered(ReworkCause.CHECK_FAILED, 2, script.leadPart()))
                .after(1);
    }

    private static CaseScript completed(CaseScript script) {
        return Scripts.completed(script)
                .after(1)
                .by("worker-2", Role.GRID_WORKER)
                .then(Said.checkPassed(false))
                .by("street", Role.STREET);
    }

    private static CaseScript confirmed(CaseScript script, int mark) {
        return script.then(Said.confirmed(mark)).then(Said.closed());
    }

    private CaseScript handledByTheCommunity() {
        return reported(6)
                .by("community", Role.COMMUNITY)
                .then(Said.handlingStarted(HandlingLevel.COMMUNITY))
                .then(Said.handled(HandlingLevel.COMMUNITY))
                .then(Said.checkRequested(true))
                .by("worker-2", Role.GRID_WORKER)
                .then(Said.checkPassed(true))
                .then(new IntakeEvent.Closed(true));
    }

    private CaseScript voided() {
        return reported(7).by("community", Role.COMMUNITY).then(Said.voided(VoidReason.NOT_FOUND));
    }

    /** The cases, in the order of their numbers. */
    public List<UUID> cases() {
        return scripts.stream()
                .map(script -> UUID.fromString(script.last().subject()))
                .toList();
    }
}
