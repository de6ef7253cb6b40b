package org.whistle.audit.ledger;

/** The ledger's verdict on a record when it was appended. */
public enum EntryVerdict {
    /** signed by the service that may decide it */
    TRUSTED,
    /** signed by a service of this installation, but not a readable event */
    UNREADABLE,
    /** without a trusted signature */
    REFUSED
}
