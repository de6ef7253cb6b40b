package org.whistle.intake.cases;

import org.whistle.events.Envelope;

/** Is told of every change of a case, in the transaction that writes it: whoever changed it, here or at another desk. */
public interface CaseWatcher {

    /** The case as it is now. */
    void written(IntakeCase record);

    /** What happened to the case, after it was written. */
    default void told(IntakeCase record, Envelope event) {}
}
