package org.whistle.audit.ledger;

/** A read model that follows the ledger, in the transaction that appends. */
@FunctionalInterface
public interface EntryListener {

    /** Called once per trusted event, in the order of its shard. */
    void appended(Entry entry);
}
