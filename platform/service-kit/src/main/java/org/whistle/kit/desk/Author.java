package org.whistle.kit.desk;

import org.jspecify.annotations.Nullable;
import org.whistle.events.Envelope;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;

/**
 * Who decided, in the form of the envelope.
 *
 * @param actor account id, a citizen's pseudonym, or {@code system}
 * @param cause the event or request that led to it
 */
public record Author(String actor, String role, @Nullable String cause) {

    /** A person in the role that allowed it. */
    public static Author of(Caller caller, Grant acting) {
        return new Author(caller.account(), acting.role().name(), caller.requestId());
    }

    /** A rule, because time passed. */
    public static Author timer() {
        return new Author(Envelope.SYSTEM, "SYSTEM", null);
    }

    /** A rule, because of an event. */
    public static Author rule(Envelope cause) {
        return new Author(Envelope.SYSTEM, "SYSTEM", cause.id().toString());
    }
}
