package org.whistle.kit.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;

/**
 * An event a pure decision hands out; the desk gives it its envelope.
 *
 * @param id of the event, where the decision itself has to remember it; one is made otherwise
 */
public record Emission(
        CaseEvent event,
        @Nullable UUID assignmentId,
        @Nullable Integer attempt,
        @Nullable UUID id) {

    /** About the case as a whole. */
    public static Emission of(CaseEvent event) {
        return new Emission(event, null, null, null);
    }

    /** About one part. */
    public static Emission of(CaseEvent event, UUID assignmentId, int attempt) {
        return new Emission(event, assignmentId, attempt, null);
    }

    /** With an id that the decision remembers. */
    public Emission withId(UUID eventId) {
        return new Emission(event, assignmentId, attempt, eventId);
    }
}
