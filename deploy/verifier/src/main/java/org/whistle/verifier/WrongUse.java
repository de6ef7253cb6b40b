package org.whistle.verifier;

/** The command line is invalid. */
final class WrongUse extends RuntimeException {

    WrongUse(String message) {
        super(message);
    }
}
