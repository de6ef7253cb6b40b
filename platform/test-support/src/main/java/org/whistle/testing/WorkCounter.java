package org.whistle.testing;

import static org.awaitility.Awaitility.await;

import io.micrometer.observation.ObservationRegistry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whistle.proof.signature.Ed25519;

/**
 * Counts the work of a block of code: what it asks of the service's database, and signatures. Counts are the same on a slow
 * and on a fast machine. The service under test runs with the three properties named here.
 */
public final class WorkCounter {

    /** Property of the service under test: nothing works on its database in the background, scheduled tasks aside. */
    public static final String NO_BACKGROUND = "whistle.background=false";

    /** Property of the service under test: its data source is observed. */
    public static final String OBSERVED = "jdbc.datasource-proxy.enabled=true";

    /** Property of the service under test: what is observed of its data source. */
    public static final String OBSERVATIONS = "jdbc.includes=connection,query";

    private final String url;
    private final Runnable evict;
    private final StatementCounter statements = new StatementCounter();

    /**
     * Counts at one service.
     *
     * @param url JDBC address of the service's database
     * @param observations the service's own
     * @param evict has the service's pool close its connections as soon as they are idle: PostgreSQL counts rows for certain
     *     only when a connection ends
     */
    public WorkCounter(String url, ObservationRegistry observations, Runnable evict) {
        this.url = url;
        this.evict = evict;
        observations.observationConfig().observationHandler(statements);
    }

    /**
     * What was done, scheduled tasks aside.
     *
     * @param statements sent by the service; a batch is one
     * @param commits of transactions of several statements; a statement in autocommit is none
     * @param rollbacks of such transactions
     * @param rows by table, only tables that changed; a partition's count as its table's
     * @param walBytes of write-ahead log of the whole server, other databases included
     * @param signed Ed25519 signatures made in this JVM
     * @param verified Ed25519 signatures verified in this JVM
     */
    public record Work(
            long statements,
            long commits,
            long rollbacks,
            Map<String, Rows> rows,
            long walBytes,
            long signed,
            long verified) {}

    /** Rows of a table, rolled back ones included. */
    public record Rows(long inserted, long updated, long deleted) {

        Rows minus(Rows before) {
            return new Rows(inserted - before.inserted, updated - before.updated, deleted - before.deleted);
        }
    }

    /** Does it and counts. */
    public Work during(Runnable block) {
        Snapshot before = snapshot();
        long queries = statements.statements();
        long commits = statements.commits();
        long rollbacks = statements.rollbacks();
        long signed = Ed25519.made();
        long verified = Ed25519.verified();

        block.run();

        Work counted = new Work(
                statements.statements() - queries,
                statements.commits() - commits,
                statements.rollbacks() - rollbacks,
                Map.of(),
                0,
                Ed25519.made() - signed,
                Ed25519.verified() - verified);
        Snapshot after = snapshot();
        return new Work(
                counted.statements(),
                counted.commits(),
                counted.rollbacks(),
                after.since(before),
                after.wal() - before.wal(),
                counted.signed(),
                counted.verified());
    }

    /** The database's own counters at a moment. */
    private record Snapshot(Map<String, Rows> rows, long wal) {

        Map<String, Rows> since(Snapshot before) {
            Map<String, Rows> changed = new TreeMap<>();
            rows.forEach((table, now) -> {
                Rows difference = now.minus(before.rows.getOrDefault(table, new Rows(0, 0, 0)));
                if (!difference.equals(new Rows(0, 0, 0))) {
                    changed.put(table, difference);
                }
            });
            return changed;
        }
    }

    private Snapshot snapshot() {
        try (Connection connection = TestSystem.shared().superuser(url)) {
            long wal = number(connection, "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
            Array working =
                    connection.createArrayOf("int4", backends(connection).toArray());
            await().until(() -> {
                evict.run(); // again, for a connection that was just being opened or used
                return countOf(connection, working) == 0;
            });
            return new Snapshot(rows(connection), wal);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> backends(Connection connection) throws SQLException {
        List<Integer> pids = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                        select pid from pg_stat_activity
                        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
                        """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                pids.add(rows.getInt(1));
            }
        }
        return pids;
    }

    private static long countOf(Connection connection, Array pids) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from pg_stat_activity where pid = any(?)")) {
            query.setArray(1, pids);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Map<String, Rows> rows(Connection connection) throws SQLException {
        Map<String, Rows> rows = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                        select coalesce(pg_partition_root(relid), relid)::regclass::text as name,
                            sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del)
                        from pg_stat_user_tables group by name
                        """);
                ResultSet table = query.executeQuery()) {
            while (table.next()) {
                rows.put(table.getString(1), new Rows(table.getLong(2), table.getLong(3), table.getLong(4)));
            }
        }
        return rows;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
