package org.whistle.dispatch.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt. */
sealed interface Outcome {

    /** How long it took, in milliseconds. */
    int millis();

    /** The receiver has it: any 2xx. */
    record Taken(int status, int millis) implements Outcome {}

    /**
     * The receiver answered otherwise.
     *
     * @param asked how long it asks us to wait
     */
    record Refused(int status, int millis, @Nullable Duration asked) implements Outcome {

        private static final int GONE = 410;
        private static final int TOO_MANY = 429;
        private static final int UNAVAILABLE = 503;

        /** Whether it wants nothing any more. */
        boolean gone() {
            return status == GONE;
        }

        /** How long it wants nothing of anything; absent where it spoke of this event alone. */
        @Nullable
        Duration holdsAll() {
            return status == TOO_MANY || status == UNAVAILABLE ? asked : null;
        }
    }

    /** Nobody knows whether it arrived. */
    record Unreachable(int millis, String note) implements Outcome {}
}
