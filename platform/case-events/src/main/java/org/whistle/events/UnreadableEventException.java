package org.whistle.events;

/** Bytes that are not one of our envelopes. */
public final class UnreadableEventException extends RuntimeException {

    UnreadableEventException(Throwable cause) {
        super("event: " + cause.getMessage() + " (expected: an envelope of the contract)", cause);
    }
}
