package org.whistle.intake.cases;

/** Is told of every change of a case, in the transaction that writes it: whoever changed it, here or at another desk. */
public interface CaseWatcher {

    /** The case as it is now. */
    void written(IntakeCase record);
}
