package org.whistle.dispatch.reference.pack;

/** An upload that cannot even be unpacked. */
public final class BadPackArchiveException extends RuntimeException {

    BadPackArchiveException(String message) {
        super(message);
    }
}
