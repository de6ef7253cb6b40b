package org.whistle.kit.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every changing call answers: the case as it is now (api.md). */
public record CaseAnswer(
        UUID caseId,
        String caseNumber,
        String state,
        long version,
        @Nullable String gridCode,
        String categoryCode,
        List<Deadline> deadlines,
        List<String> allowedActions) {

    public CaseAnswer {
        deadlines = List.copyOf(deadlines);
        allowedActions = List.copyOf(allowedActions);
    }

    /** A running clock of the case. */
    public record Deadline(String kind, java.time.Instant at) {}
}
