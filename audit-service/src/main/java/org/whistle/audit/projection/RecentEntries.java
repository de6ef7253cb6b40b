package org.whistle.audit.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.ledger.Entry;
import org.whistle.proof.tree.Hash;

/** Entries that were read lately, so that the next event of a case is the only one that is decoded. */
final class RecentEntries {

    /** Of all of them together. */
    private static final long MOST_BYTES = 4_000_000;

    private final Map<Place, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Place(int shard, long index) {}

    /** The entry of a place, unless the database has another one there now, as in a database that was set back. */
    synchronized @Nullable Entry get(int shard, long index, Hash leaf) {
        Entry kept = entries.get(new Place(shard, index));
        return kept != null && Hash.ofLeaf(kept.value()).equals(leaf) ? kept : null;
    }

    synchronized void keep(Entry entry) {
        Entry before = entries.put(new Place(entry.shard(), entry.index()), entry);
        bytes += entry.value().length - (before == null ? 0 : before.value().length);
        var oldest = entries.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().value().length;
            oldest.remove();
        }
    }
}
