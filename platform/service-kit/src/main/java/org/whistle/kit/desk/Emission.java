package org.whistle.kit.desk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;

/** An event a pure decision hands out; the desk gives it its envelope. */
public record Emission(
        CaseEvent event,
        @Nullable UUID assignmentId,
        @Nullable Integer attempt) {

    /** About the case as a whole. */
    public static Emission of(CaseEvent event) {
        return new Emission(event, null, null);
    }

    /** About one part. */
    public static Emission of(CaseEvent event, UUID assignmentId, int attempt) {
        return new Emission(event, assignmentId, attempt);
    }
}
