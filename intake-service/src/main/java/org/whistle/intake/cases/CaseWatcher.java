package org.whistle.intake.cases;

import org.whistle.events.Envelope;

/** Is notified of every change of a case, by this desk or another one, in the transaction that writes it. */
public interface CaseWatcher {

    /** The case as it is now. */
    void written(IntakeCase record);

    /** What happened to the case, after it was written. */
    default void told(IntakeCase record, Envelope event) {}
}
