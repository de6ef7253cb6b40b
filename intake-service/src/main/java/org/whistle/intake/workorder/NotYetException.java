package org.whistle.intake.workorder;

/** It may come right by itself. */
final class NotYetException extends RuntimeException {

    NotYetException(String reason) {
        super(reason, null, false, false);
    }
}
