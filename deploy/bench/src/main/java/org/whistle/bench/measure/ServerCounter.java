package org.whistle.bench.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whistle.bench.system.Postgres;

/** Reads PostgreSQL's counters. A backend reports its own up to a second late, an idle one up to ten seconds. */
public final class ServerCounter {

    /** After so long nothing that was done before is missing. */
    public static final long SETTLED_MILLIS = 11_000;

    private final Postgres postgres;

    public ServerCounter(Postgres postgres) {
        this.postgres = postgres;
    }

    /** All counters since the server's start. */
    public ServerCounts read() throws SQLException {
        Map<String, DatabaseCounts> databases = new TreeMap<>();
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            Map<String, long[]> transactions = transactions(statement);
            for (String database : transactions.keySet()) {
                long[] counts = transactions.getOrDefault(database, new long[2]);
                databases.put(database, new DatabaseCounts(counts[0], counts[1], tables(database)));
            }
            List<Long> wal = row(statement, "select wal_bytes::bigint, wal_records, wal_fpi from pg_stat_wal", 3);
            List<Long> syncs = row(statement, """
                    select coalesce(sum(fsyncs) filter (where object = 'wal'), 0)::bigint,
                        coalesce(sum(fsyncs) filter (where object <> 'wal'), 0)::bigint
                    from pg_stat_io
                    """, 2);
            return new ServerCounts(databases, wal.get(0), wal.get(1), wal.get(2), syncs.get(0), syncs.get(1));
        }
    }

    private static Map<String, long[]> transactions(Statement statement) throws SQLException {
        Map<String, long[]> transactions = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("""
                select datname, xact_commit, xact_rollback from pg_stat_database
                where datname is not null and datname not in ('postgres', 'template0', 'template1')
                """)) {
            while (rows.next()) {
                transactions.put(rows.getString(1), new long[] {rows.getLong(2), rows.getLong(3)});
            }
        }
        return transactions;
    }

    private Map<String, Rows> tables(String database) throws SQLException {
        Map<String, Rows> tables = new TreeMap<>();
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select coalesce(pg_partition_root(relid), relid)::regclass::text as name,
                            sum(n_tup_ins)::bigint, sum(n_tup_upd)::bigint, sum(n_tup_hot_upd)::bigint,
                            sum(n_tup_del)::bigint
                        from pg_stat_user_tables group by name
                        """)) {
            while (rows.next()) {
                tables.put(
                        rows.getString(1),
                        new Rows(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return tables;
    }

    private static List<Long> row(Statement statement, String sql, int columns) throws SQLException {
        List<Long> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            for (int column = 1; column <= columns; column++) {
                values.add(row.getLong(column));
            }
        }
        return values;
    }
}
