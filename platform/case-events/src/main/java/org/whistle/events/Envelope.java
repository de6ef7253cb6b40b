package org.whistle.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as CloudEvents 1.0 knows it, with Whistle's extensions (events.md).
 *
 * @param id UUIDv7
 * @param source the producing service, such as {@code /intake-service}
 * @param type such as {@code case.reported.v1}
 * @param subject the case id, or the county of reference data and of the admin log
 * @param time instant of the decision, by the database's clock
 * @param actor account id, a citizen's pseudonym, or {@code system}
 * @param actorRole the role that allowed it, or {@code SYSTEM}
 * @param jurisdiction grid or other code
 * @param sequence per subject and producer, from 1
 * @param causationId the event or request that led to it
 * @param round of the case, from 1
 * @param assignmentId the part, where it applies
 * @param attempt of the part, from 1, where it applies
 * @param clocks what it did to clocks
 */
public record Envelope(
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String actor,
        String actorRole,
        @Nullable String jurisdiction,
        long sequence,
        @Nullable String causationId,
        int round,
        @Nullable UUID assignmentId,
        @Nullable Integer attempt,
        List<ClockChange> clocks,
        EventPayload data) {

    /** The actor of decisions made by rule. */
    public static final String SYSTEM = "system";

    public Envelope {
        clocks = List.copyOf(clocks);
    }

    /**
     * The case this is about.
     *
     * @throws IllegalStateException for an event that is not about a case
     */
    public UUID caseId() {
        if (data instanceof ReferenceEvent || data instanceof AdminEvent) {
            throw new IllegalStateException("type: " + type + " (expected: a case event)");
        }
        return UUID.fromString(subject);
    }

    /** Whether a person, not a rule, decided it. */
    public boolean byPerson() {
        return !SYSTEM.equals(actor);
    }
}
