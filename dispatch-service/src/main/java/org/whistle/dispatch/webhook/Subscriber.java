package org.whistle.dispatch.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.whistle.events.Envelope;

/** The filter of a webhook, and since when it applies. */
record Subscriber(UUID id, List<String> scopes, List<String> types, Instant since) {

    Subscriber {
        scopes = List.copyOf(scopes);
        types = List.copyOf(types);
    }

    /** Whether an event lies in its scopes, is of its types, and was decided since it was subscribed. */
    boolean isFor(Envelope envelope) {
        String jurisdiction = envelope.jurisdiction();
        return jurisdiction != null
                && scopes.stream().anyMatch(jurisdiction::startsWith)
                && (types.isEmpty() || types.contains(envelope.type()))
                && !envelope.time().isBefore(since);
    }
}
