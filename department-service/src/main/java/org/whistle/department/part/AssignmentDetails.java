package org.whistle.department.part;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.Ticket;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Stored;

/** A part as its unit sees it. */
public record AssignmentDetails(
        UUID assignmentId,
        UUID caseId,
        String caseNumber,
        String unit,
        PartRole role,
        PartState state,
        long version,
        int round,
        int attempt,
        boolean returnAllowed,
        @Nullable String gridCode,
        String categoryCode,
        String description,
        @Nullable Position position,
        @Nullable String address,
        List<String> photoIds,
        Ticket ticket,
        boolean urgent,
        Instant offeredAt,
        List<CaseAnswer.Deadline> deadlines,
        List<String> allowedActions) {

    static AssignmentDetails of(Stored<DepartmentCase> stored, UUID assignmentId, Caller caller) {
        DepartmentCase record = stored.body();
        Assignment assignment = UnitDesk.assignment(record, assignmentId);
        UnitPart part = assignment.part();
        CaseFacts facts = record.facts();
        return new AssignmentDetails(
                assignmentId,
                record.caseId(),
                facts.caseNumber(),
                part.unit(),
                part.role(),
                part.state(),
                stored.version(),
                record.round(),
                part.attempt(),
                part.returnAllowed(),
                facts.gridCode(),
                facts.categoryCode(),
                facts.description(),
                facts.position(),
                facts.address(),
                facts.photoIds(),
                record.ticket(),
                record.ticket().urgent(),
                part.offeredAt(),
                List.of(),
                PartTable.TABLE.allowedActions(assignment, caller, stored.readAt()));
    }
}
