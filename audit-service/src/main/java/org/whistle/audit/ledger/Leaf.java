package org.whistle.audit.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.proof.tree.Hash;

/**
 * An entry on its way into the ledger, without its index.
 *
 * @param position offset in the topic
 * @param value the exact bytes of the record
 * @param eventId absent unless trusted, as are the columns derived from the value
 */
record Leaf(
        long position,
        byte[] value,
        @Nullable String signature,
        EntryVerdict verdict,
        @Nullable UUID eventId,
        @Nullable UUID caseId,
        @Nullable String source,
        @Nullable Long sequence,
        Hash hash) {

    /** The same bytes, but not believed. */
    Leaf refused() {
        return new Leaf(position, value, signature, EntryVerdict.REFUSED, null, null, null, null, hash);
    }
}
