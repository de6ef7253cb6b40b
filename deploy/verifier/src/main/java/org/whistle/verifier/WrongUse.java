package org.whistle.verifier;

/** The command line says something that cannot be done. */
final class WrongUse extends RuntimeException {

    WrongUse(String message) {
        super(message);
    }
}
