package org.whistle.intake.workorder;

/** A failure that may go away by itself. */
final class NotYetException extends RuntimeException {

    NotYetException(String reason) {
        super(reason, null, false, false);
    }
}
