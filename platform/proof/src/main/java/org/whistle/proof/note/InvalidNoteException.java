package org.whistle.proof.note;

/** A text that is not what it should be, or whose known signer did not sign it. */
public final class InvalidNoteException extends RuntimeException {

    /** With a message that describes the fault. */
    public InvalidNoteException(String message) {
        super(message);
    }
}
