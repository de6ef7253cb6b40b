package org.whistle.audit.ledger;

/** Called after the ledger grew and the transaction was committed; a hint that may get lost. */
@FunctionalInterface
public interface LedgerListener {

    /** There is more to read. */
    void grew();
}
