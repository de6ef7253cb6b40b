package org.whistle.dispatch.dispatching;

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
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Source;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Stored;

/** How the command center shows a case. */
public final class DispatchAnswers {

    private static final DetailsMapper MAPPER = Mappers.getMapper(DetailsMapper.class);

    private DispatchAnswers() {}

    /** The short answer of every changing call. */
    public static CaseAnswer answer(Stored<DispatchCase> stored, Caller caller) {
        DispatchCase record = stored.body();
        return new CaseAnswer(
                record.caseId(),
                record.facts().caseNumber(),
                record.state().name(),
                stored.version(),
                record.facts().gridCode(),
                record.facts().categoryCode(),
                CaseAnswer.Deadline.of(record.clocks().open()),
                DispatchTable.TABLE.allowedActions(record, caller, stored.readAt()));
    }

    /** Everything the caller may see. */
    public static CaseDetails details(Stored<DispatchCase> stored, Caller caller) {
        DispatchCase record = stored.body();
        return MAPPER.details(
                record,
                stored.version(),
                CaseAnswer.Deadline.of(record.clocks().open()),
                DispatchTable.TABLE.allowedActions(record, caller, stored.readAt()));
    }

    /** From the record to what is shown, field by field. */
    @Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
    interface DetailsMapper {

        @Mapping(target = "caseNumber", source = "record.facts.caseNumber")
        @Mapping(target = "gridCode", source = "record.facts.gridCode")
        @Mapping(target = "categoryCode", source = "record.facts.categoryCode")
        @Mapping(target = "description", source = "record.facts.description")
        @Mapping(target = "position", source = "record.facts.position")
        @Mapping(target = "address", source = "record.facts.address")
        @Mapping(target = "source", source = "record.facts.source")
        @Mapping(target = "externalId", source = "record.facts.externalId")
        @Mapping(target = "photoIds", source = "record.facts.photoIds")
        @Mapping(target = "externalDeadline", source = "record.facts.externalDeadline")
        @Mapping(target = "filed", source = "record.standing.filed")
        @Mapping(target = "approvedReturns", source = "record.standing.approvedReturns")
        @Mapping(target = "appeals", source = "record.standing.appeals")
        @Mapping(target = "supervision", source = "record.standing.supervision.level")
        @Mapping(target = "urgent", expression = "java(record.ticket().urgent())")
        CaseDetails details(
                DispatchCase record, long version, List<CaseAnswer.Deadline> deadlines, List<String> allowedActions);

        @Mapping(target = "offeredAt", source = "offer.at")
        @Mapping(target = "byRule", expression = "java(part.offeredByRule())")
        @Mapping(target = "extensions", source = "reviews.extensions")
        @Mapping(target = "suspensions", source = "reviews.suspensions")
        @Mapping(target = "resumeAt", source = "reviews.resumeAt")
        PartView part(Part part);
    }

    /** A case at the command center. */
    public record CaseDetails(
            UUID caseId,
            String caseNumber,
            CaseState state,
            long version,
            int round,
            @Nullable String gridCode,
            String categoryCode,
            String description,
            @Nullable Position position,
            @Nullable String address,
            Source source,
            @Nullable String externalId,
            List<String> photoIds,
            Ticket ticket,
            boolean urgent,
            boolean filed,
            int approvedReturns,
            @Nullable SupervisionLevel supervision,
            List<Appeal> appeals,
            @Nullable Instant externalDeadline,
            Instant ticketedAt,
            List<PartView> parts,
            List<CaseAnswer.Deadline> deadlines,
            List<String> allowedActions) {}

    /**
     * A unit's share.
     *
     * @param byRule offered by rule, not by a person
     */
    public record PartView(
            UUID assignmentId,
            String unit,
            PartRole role,
            PartState state,
            int round,
            int attempt,
            Instant offeredAt,
            boolean byRule,
            boolean accepted,
            Part.@Nullable Request request,
            int extensions,
            int suspensions,
            @Nullable Instant resumeAt,
            @Nullable String endedBy) {}
}
