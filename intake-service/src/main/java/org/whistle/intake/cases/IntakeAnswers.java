package org.whistle.intake.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Stored;

/** How intake shows a case. */
public final class IntakeAnswers {

    private static final DetailsMapper MAPPER = Mappers.getMapper(DetailsMapper.class);

    private IntakeAnswers() {}

    /** The short answer of every changing call. */
    public static CaseAnswer answer(Stored<IntakeCase> stored, Caller caller) {
        IntakeCase record = shown(stored, caller);
        return new CaseAnswer(
                record.caseId(),
                record.facts().caseNumber(),
                record.state().name(),
                stored.version(),
                record.facts().gridCode(),
                record.facts().categoryCode(),
                deadlines(record),
                IntakeTable.TABLE.allowedActions(stored.body(), caller, stored.readAt()));
    }

    /** Everything the caller may see. */
    public static CaseDetails details(Stored<IntakeCase> stored, Caller caller) {
        IntakeCase record = shown(stored, caller);
        return MAPPER.details(
                record,
                stored.version(),
                record.reportedBy(caller.account()),
                deadlines(record),
                IntakeTable.TABLE.allowedActions(stored.body(), caller, stored.readAt()));
    }

    /**
     * A caller with only a spot-check does not see who handled the case; a caller who joined does not see another's report.
     */
    private static IntakeCase shown(Stored<IntakeCase> stored, Caller caller) {
        IntakeCase record = stored.body();
        if (IntakeTable.follows(record, caller)) {
            return record.followed();
        }
        return IntakeTable.blind(record, caller) ? record.blinded() : record;
    }

    private static List<CaseAnswer.Deadline> deadlines(IntakeCase record) {
        return CaseAnswer.Deadline.of(record.clocks().open());
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
        @Mapping(target = "urgent", expression = "java(record.traits().urgent())")
        @Mapping(target = "reporters", expression = "java(record.reporters().size())")
        @Mapping(target = "verified", source = "record.progress.verified")
        @Mapping(target = "leadUnit", source = "record.progress.county.leadUnit")
        @Mapping(target = "whistleKind", source = "record.progress.ticket.whistleKind")
        @Mapping(target = "mergedInto", source = "record.progress.merging.into")
        @Mapping(target = "checkFailures", source = "record.progress.checkFailures")
        @Mapping(target = "vetoes", source = "record.progress.vetoes")
        @Mapping(target = "closedAt", source = "record.progress.closedAt")
        @Mapping(target = "externalDeadline", source = "record.facts.externalDeadline")
        @Mapping(target = "filedByRule", source = "record.progress.ticket.byRule")
        @Mapping(target = "endorsed", source = "record.progress.endorsed")
        @Mapping(target = "arrival", source = "record.progress.county.arrival")
        @Mapping(target = "recurrenceOf", source = "record.progress.recurrenceOf")
        @Mapping(target = "flags", source = "record.progress.flags")
        @Mapping(target = "answer", expression = "java(record.answer())")
        @Mapping(target = "reasonCode", source = "record.progress.reasonCode")
        CaseDetails details(
                IntakeCase record,
                long version,
                boolean mine,
                List<CaseAnswer.Deadline> deadlines,
                List<String> allowedActions);
    }

    /**
     * A case at intake's desks.
     *
     * @param answer what the citizen gets, once it is handled
     * @param reasonCode why it was voided, rejected or force-closed
     */
    public record CaseDetails(
            UUID caseId,
            String caseNumber,
            CaseState state,
            long version,
            int round,
            @Nullable String gridCode,
            String categoryCode,
            @Nullable String conditionCode,
            String description,
            @Nullable Position position,
            @Nullable String address,
            Source source,
            @Nullable String externalId,
            List<String> photoIds,
            boolean urgent,
            Instant reportedAt,
            int reporters,
            boolean mine,
            boolean verified,
            @Nullable String leadUnit,
            @Nullable String whistleKind,
            @Nullable UUID mergedInto,
            int checkFailures,
            int vetoes,
            @Nullable Instant closedAt,
            @Nullable Instant externalDeadline,
            @Nullable String jurisdictionCode,
            boolean filedByRule,
            boolean endorsed,
            Progress.@Nullable Arrival arrival,
            List<String> flags,
            @Nullable UUID recurrenceOf,
            Progress.@Nullable Answer answer,
            @Nullable String reasonCode,
            List<CaseAnswer.Deadline> deadlines,
            List<String> allowedActions) {}
}
