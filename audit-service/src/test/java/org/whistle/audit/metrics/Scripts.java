package org.whistle.audit.metrics;

import static org.whistle.audit.metrics.Said.SUNKEN;

import java.util.UUID;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.code.Role;

/** How most cases begin and end: on Monday 2026-03-02, 09:00 in the county, with 2 working days to handle. */
final class Scripts {

    private Scripts() {}

    static CaseScript dispatched(String... assisting) {
        return CaseScript.at("2026-03-02T01:00:00Z")
                .by("worker-1", Role.GRID_WORKER)
                .reported()
                .by("somebody", Role.DISPATCHER)
                .then(Said.escalated())
                .ticketed(SUNKEN)
                .dispatched("WATER", assisting);
    }

    static CaseScript handling() {
        return dispatched().lead(new DepartmentEvent.Accepted());
    }

    static CaseScript completed(CaseScript script) {
        return script.lead(Said.completed())
                .then(Said.accepted(script.leadPart()))
                .then(Said.checkRequested(false));
    }

    static CaseScript closed(CaseScript script) {
        return completed(script)
                .by("worker-2", Role.GRID_WORKER)
                .then(Said.checkPassed(false))
                .by("street", Role.STREET)
                .then(Said.confirmed(90))
                .then(Said.closed());
    }

    static CaseScript appealed(CaseScript script, UUID about, boolean upheld) {
        UUID appeal = script.nextId();
        return script.after(1)
                .lead(Said.appealed(appeal, about))
                .after(1)
                .lead(new DispatchEvent.AppealReviewed(appeal, true, ""))
                .after(1)
                .lead(new DispatchEvent.AppealDecided(appeal, upheld, ""));
    }
}
