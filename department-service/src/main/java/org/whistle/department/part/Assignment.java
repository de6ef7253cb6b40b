package org.whistle.department.part;

import org.jspecify.annotations.Nullable;
import org.whistle.events.code.PartState;
import org.whistle.kit.desk.CaseRecord;

/** One part within its case: what the transition table judges. */
record Assignment(DepartmentCase record, UnitPart part) implements CaseRecord {

    PartState state() {
        return part.state();
    }

    @Override
    public java.util.UUID caseId() {
        return record.caseId();
    }

    @Override
    public int round() {
        return record.round();
    }

    @Override
    public @Nullable String jurisdiction() {
        return record.jurisdiction();
    }
}
