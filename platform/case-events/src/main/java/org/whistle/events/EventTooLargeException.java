package org.whistle.events;

/** An event that would not fit a ledger entry; the decision that led to it must not be committed. */
public final class EventTooLargeException extends RuntimeException {

    EventTooLargeException(String type, int bytes) {
        super("bytes of " + type + ": " + bytes + " (expected: <= " + EventCodec.MAX_BYTES + ")");
    }
}
