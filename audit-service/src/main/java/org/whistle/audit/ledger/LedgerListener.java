package org.whistle.audit.ledger;

/** Told after the ledger grew and the transaction is over; a hint, never a promise. */
@FunctionalInterface
public interface LedgerListener {

    /** There is more to read. */
    void grew();
}
