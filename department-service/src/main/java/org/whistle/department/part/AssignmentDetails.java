package org.whistle.department.part;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;
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
        @Nullable Instant returnUntil,
        UnitPart.Work work,
        UnitPart.Requests requests,
        List<UnitPart.Appealable> appealable,
        @Nullable Instant appealUntil,
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
        return DetailsMapper.INSTANCE.details(
                record,
                assignment.part(),
                stored.version(),
                CaseAnswer.Deadline.of(record.clocks().open().filter(clock -> clock.of(assignmentId))),
                PartTable.TABLE.allowedActions(assignment, caller, stored.readAt()));
    }

    /** From case and part to what is shown, field by field. */
    @Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
    interface DetailsMapper {

        /** The generated one. */
        DetailsMapper INSTANCE = Mappers.getMapper(DetailsMapper.class);

        @Mapping(target = "caseId", source = "record.caseId")
        @Mapping(target = "round", source = "part.round")
        @Mapping(target = "returnAllowed", source = "part.returns.allowed")
        @Mapping(target = "returnUntil", source = "part.returns.until")
        @Mapping(target = "caseNumber", source = "record.facts.caseNumber")
        @Mapping(target = "gridCode", source = "record.facts.gridCode")
        @Mapping(target = "categoryCode", source = "record.facts.categoryCode")
        @Mapping(target = "description", source = "record.facts.description")
        @Mapping(target = "position", source = "record.facts.position")
        @Mapping(target = "address", source = "record.facts.address")
        @Mapping(target = "photoIds", source = "record.facts.photoIds")
        @Mapping(target = "ticket", source = "record.ticket")
        @Mapping(target = "urgent", expression = "java(record.ticket().urgent())")
        AssignmentDetails details(
                DepartmentCase record,
                UnitPart part,
                long version,
                List<CaseAnswer.Deadline> deadlines,
                List<String> allowedActions);
    }
}
