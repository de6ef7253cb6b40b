package org.whistle.audit.ledger;

/** What the ledger thought of a record when it appended it. */
public enum EntryVerdict {
    /** signed by the service that may decide it */
    TRUSTED,
    /** signed by one of ours, but no event */
    UNREADABLE,
    /** nobody of ours answers for it */
    REFUSED
}
