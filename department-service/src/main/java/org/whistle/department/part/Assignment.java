package org.whistle.department.part;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.clock.Clock;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockKind;
import org.whistle.clock.ClockRules;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.CaseRecord;

/** One part within its case: the record of the transition table. */
record Assignment(DepartmentCase record, UnitPart part) implements CaseRecord {

    PartState state() {
        return part.state();
    }

    @Override
    public UUID caseId() {
        return record.caseId();
    }

    @Override
    public String caseNumber() {
        return record.caseNumber();
    }

    @Override
    public int round() {
        return record.round();
    }

    @Override
    public boolean open() {
        return part.state() != PartState.ENDED;
    }

    @Override
    public @Nullable String jurisdiction() {
        return record.jurisdiction();
    }

    @Override
    public ClockBook clocks() {
        return record.clocks();
    }

    @Override
    public ClockRules.Traits traits() {
        return record.traits();
    }

    /** The clock an extension would extend: the rework's, or the last open stage's. */
    Optional<Clock> handlingClock() {
        return record.clocks()
                .open()
                .filter(clock -> clock.of(part.assignmentId()))
                .filter(clock -> clock.kind() == ClockKind.HANDLING || clock.kind() == ClockKind.REWORK)
                .reduce((_, later) -> later);
    }

    /** The supervision of this part that is not answered yet. */
    Optional<UUID> supervision() {
        return record.clocks()
                .open(ClockKind.SUPERVISION_REPLY, part.assignmentId())
                .findFirst()
                .map(clock -> clock.entries().getFirst().eventId());
    }
}
