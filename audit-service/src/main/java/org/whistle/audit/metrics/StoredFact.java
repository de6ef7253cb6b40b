package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact with its case, and its days in the county's zone.
 *
 * @param shard of the ledger that holds the case
 */
record StoredFact(
        UUID caseId, int shard, LocalDate day, @Nullable LocalDate settledDay, Fact fact) {

    static StoredFact of(UUID caseId, int shard, Fact fact, ZoneId zone) {
        Instant settled = fact.settled();
        return new StoredFact(caseId, shard, day(fact.at(), zone), settled == null ? null : day(settled, zone), fact);
    }

    private static LocalDate day(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }
}
