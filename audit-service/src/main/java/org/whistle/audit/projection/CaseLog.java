package org.whistle.audit.projection;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.Envelope;

/**
 * Everything the ledger holds of one case up to some place, in its order.
 *
 * @param newFrom entries with this index and above were not seen by the model before
 */
public record CaseLog(UUID caseId, int shard, List<Entry> entries, long newFrom) {

    public CaseLog {
        entries = List.copyOf(entries);
    }

    /** The entries the model has not seen yet. */
    public Stream<Entry> fresh() {
        return entries.stream().filter(entry -> entry.index() >= newFrom);
    }

    /** All events, in the order of the ledger. */
    public List<Envelope> envelopes() {
        return entries.stream().map(Entry::envelope).toList();
    }
}
