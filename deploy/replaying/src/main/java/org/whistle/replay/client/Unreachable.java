package org.whistle.replay.client;

/** The system did not answer, or not in time, also after every retry. */
public final class Unreachable extends RuntimeException {

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
