package org.whistle.proof.note;

/** A text that is not what it should be, or whose known signer did not sign it. */
public final class InvalidNoteException extends RuntimeException {

    /** Says what is wrong. */
    public InvalidNoteException(String message) {
        super(message);
    }
}
