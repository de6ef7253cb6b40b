package org.whistle.intake.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Stored;

/** How intake shows a case. */
public final class IntakeAnswers {

    private IntakeAnswers() {}

    /** The short answer of every changing call. */
    public static CaseAnswer answer(Stored<IntakeCase> stored, Caller caller) {
        IntakeCase record = stored.body();
        return new CaseAnswer(
                record.caseId(),
                record.facts().caseNumber(),
                record.state().name(),
                stored.version(),
                record.facts().gridCode(),
                record.facts().categoryCode(),
                List.of(),
                IntakeTable.TABLE.allowedActions(record, caller, stored.readAt()));
    }

    /** Everything the caller may see. */
    public static CaseDetails details(Stored<IntakeCase> stored, Caller caller) {
        IntakeCase record = stored.body();
        CaseFacts facts = record.facts();
        Progress progress = record.progress();
        return new CaseDetails(
                record.caseId(),
                facts.caseNumber(),
                record.state(),
                stored.version(),
                record.round(),
                facts.gridCode(),
                facts.categoryCode(),
                record.conditionCode(),
                facts.description(),
                facts.position(),
                facts.address(),
                facts.source(),
                facts.externalId(),
                facts.photoIds(),
                record.urgent(),
                record.reportedAt(),
                record.reporters().size(),
                record.reportedBy(caller.account()),
                progress.verified(),
                progress.county() == null ? null : progress.county().leadUnit(),
                progress.ticket() == null
                        ? null
                        : progress.ticket().whistleKind().name(),
                progress.merging() == null ? null : progress.merging().into(),
                progress.checkFailures(),
                progress.vetoes(),
                progress.closedAt(),
                List.of(),
                IntakeTable.TABLE.allowedActions(record, caller, stored.readAt()));
    }

    /** A case at intake's desks. */
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
            List<CaseAnswer.Deadline> deadlines,
            List<String> allowedActions) {}
}
