package org.whistle.intake.open311;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.CaseState;

/**
 * The stored data of a request beside its case.
 *
 * @param similar how many open cases nearby may be the same thing, when it was sent
 * @param notes the states of the case, in their order
 */
record KeptRequest(
        UUID caseId,
        String integration,
        @Nullable String mediaUrl,
        @Nullable String accountId,
        int similar,
        Instant requestedAt,
        Instant updatedAt,
        List<Note> notes) {

    KeptRequest {
        notes = List.copyOf(notes);
    }

    /** The case came to a state. */
    record Note(CaseState state, int round, Instant at) {}
}
