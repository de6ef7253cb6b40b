package org.whistle.bench.measure;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What PostgreSQL counted: either since its start, or between two moments.
 *
 * @param databases by name; one that came in between counts from nothing
 * @param walBytes written to the write-ahead log by all databases together
 * @param walRecords of them
 * @param fullPages whole pages among them
 * @param walSyncs fsyncs of the write-ahead log
 * @param dataSyncs fsyncs of tables and indexes
 */
public record ServerCounts(
        Map<String, DatabaseCounts> databases,
        long walBytes,
        long walRecords,
        long fullPages,
        long walSyncs,
        long dataSyncs) {

    public ServerCounts {
        databases = Map.copyOf(databases);
    }

    /** What came since. */
    public ServerCounts minus(ServerCounts before) {
        Map<String, DatabaseCounts> difference = new TreeMap<>();
        databases.forEach((name, now) -> difference.put(
                name, now.minus(Objects.requireNonNullElse(before.databases.get(name), DatabaseCounts.NONE))));
        return new ServerCounts(
                difference,
                walBytes - before.walBytes,
                walRecords - before.walRecords,
                fullPages - before.fullPages,
                walSyncs - before.walSyncs,
                dataSyncs - before.dataSyncs);
    }

    /** The same for another length of time. */
    public ServerCounts times(double factor) {
        Map<String, DatabaseCounts> scaled = new TreeMap<>();
        databases.forEach((name, counts) -> scaled.put(name, counts.times(factor)));
        return new ServerCounts(
                scaled,
                Math.round(walBytes * factor),
                Math.round(walRecords * factor),
                Math.round(fullPages * factor),
                Math.round(walSyncs * factor),
                Math.round(dataSyncs * factor));
    }

    /** Commits of all databases. */
    public long commits() {
        return databases.values().stream().mapToLong(DatabaseCounts::commits).sum();
    }

    /** Rollbacks of all databases. */
    public long rollbacks() {
        return databases.values().stream().mapToLong(DatabaseCounts::rollbacks).sum();
    }

    /** Rows of all databases. */
    public Rows rows() {
        return databases.values().stream().map(DatabaseCounts::rows).reduce(Rows.NONE, Rows::plus);
    }
}
