package org.whistle.kit.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;

/**
 * An event of a pure decision; the desk adds its envelope.
 *
 * @param id of the event, where the decision itself has to remember it; one is made otherwise
 */
public record PendingEvent(
        CaseEvent event,
        @Nullable UUID assignmentId,
        @Nullable Integer attempt,
        @Nullable UUID id) {

    /** About the case as a whole. */
    public static PendingEvent of(CaseEvent event) {
        return new PendingEvent(event, null, null, null);
    }

    /** About one part. */
    public static PendingEvent of(CaseEvent event, UUID assignmentId, int attempt) {
        return new PendingEvent(event, assignmentId, attempt, null);
    }

    /** With an id that the decision remembers. */
    public PendingEvent withId(UUID eventId) {
        return new PendingEvent(event, assignmentId, attempt, eventId);
    }
}
