package org.whistle.dispatch.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of an attempt. */
sealed interface Outcome {

    /** How long it took, in milliseconds. */
    int millis();

    /** The receiver has it: any 2xx. */
    record Taken(int status, int millis) implements Outcome {}

    /**
     * The receiver answered another status.
     *
     * @param asked the wait asked for in {@code Retry-After}
     */
    record Refused(int status, int millis, @Nullable Duration asked) implements Outcome {

        private static final int GONE = 410;
        private static final int TOO_MANY = 429;
        private static final int UNAVAILABLE = 503;

        /** Whether it wants no more events (410). */
        boolean gone() {
            return status == GONE;
        }

        /** How long all events have to wait (429, 503); absent where only this event is refused. */
        @Nullable
        Duration holdsAll() {
            return status == TOO_MANY || status == UNAVAILABLE ? asked : null;
        }
    }

    /** No answer: unknown whether it arrived. */
    record Unreachable(int millis, String note) implements Outcome {}
}
