package org.whistle.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one database counted.
 *
 * @param commits of transactions, reading ones and single statements included
 * @param rollbacks of transactions
 * @param tables rows by table, a partition's as its table's
 */
public record DatabaseCounts(long commits, long rollbacks, Map<String, Rows> tables) {

    /** All counts 0. */
    public static final DatabaseCounts NONE = new DatabaseCounts(0, 0, Map.of());

    public DatabaseCounts {
        tables = Map.copyOf(tables);
    }

    /** Rows of all tables. */
    public Rows rows() {
        return tables.values().stream().reduce(Rows.NONE, Rows::plus);
    }

    DatabaseCounts minus(DatabaseCounts before) {
        Map<String, Rows> changed = new TreeMap<>();
        tables.forEach((table, now) -> {
            Rows difference = now.minus(before.tables.getOrDefault(table, Rows.NONE));
            if (!difference.equals(Rows.NONE)) {
                changed.put(table, difference);
            }
        });
        return new DatabaseCounts(commits - before.commits, rollbacks - before.rollbacks, changed);
    }

    DatabaseCounts times(double factor) {
        Map<String, Rows> scaled = new TreeMap<>();
        tables.forEach((table, rows) -> scaled.put(table, rows.times(factor)));
        return new DatabaseCounts(Math.round(commits * factor), Math.round(rollbacks * factor), scaled);
    }
}
