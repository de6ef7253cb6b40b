package org.whistle.audit.metrics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.CaseEvent;
import org.whistle.events.Envelope;

/**
 * An event that counts: neither superseded nor stale.
 *
 * @param round the round it is about: what begins a round is about the one before
 * @param lead the lead part of that round before the event
 */
public record Moment(
        Envelope envelope,
        CaseEvent event,
        int round,
        @Nullable UUID lead) {

    Instant at() {
        return envelope.time();
    }

    @Nullable
    UUID part() {
        return envelope.assignmentId();
    }
}
