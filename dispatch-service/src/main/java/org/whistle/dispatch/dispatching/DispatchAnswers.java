package org.whistle.dispatch.dispatching;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseFacts;
import org.whistle.events.Position;
import org.whistle.events.Ticket;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Source;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.CaseAnswer;
import org.whistle.kit.desk.Stored;

/** How the command center shows a case. */
public final class DispatchAnswers {

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
                List.of(),
                DispatchTable.TABLE.allowedActions(record, caller, stored.readAt()));
    }

    /** Everything the caller may see. */
    public static CaseDetails details(Stored<DispatchCase> stored, Caller caller) {
        DispatchCase record = stored.body();
        CaseFacts facts = record.facts();
        return new CaseDetails(
                record.caseId(),
                facts.caseNumber(),
                record.state(),
                stored.version(),
                record.round(),
                facts.gridCode(),
                facts.categoryCode(),
                facts.description(),
                facts.position(),
                facts.address(),
                facts.source(),
                facts.externalId(),
                facts.photoIds(),
                record.ticket(),
                record.ticket().urgent(),
                record.filed(),
                record.approvedReturns(),
                record.ticketedAt(),
                record.parts().stream().map(DispatchAnswers::view).toList(),
                List.of(),
                DispatchTable.TABLE.allowedActions(record, caller, stored.readAt()));
    }

    private static PartView view(Part part) {
        return new PartView(
                part.assignmentId(), part.unit(), part.role(), part.state(), part.attempt(), part.endedBy());
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
            Instant ticketedAt,
            List<PartView> parts,
            List<CaseAnswer.Deadline> deadlines,
            List<String> allowedActions) {}

    /** A unit's share. */
    public record PartView(
            UUID assignmentId,
            String unit,
            PartRole role,
            PartState state,
            int attempt,
            @Nullable String endedBy) {}
}
