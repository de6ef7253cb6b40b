package org.whistle.setup;

/** One line with the reason why the system does not start and what to do about it. */
public class CannotStart extends RuntimeException {

    public CannotStart(String line) {
        super(line);
    }

    public CannotStart(String line, Throwable cause) {
        super(line, cause);
    }
}
