package org.whistle.bench.loop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.whistle.bench.measure.Latency;
import org.whistle.bench.measure.Timings;
import org.whistle.bench.system.Postgres;

/**
 * How long events take from one desk's database to the next, by the clock of the one machine and without a polling client:
 * from the row of the event to the row that records its application. Both are written shortly before the commit of their
 * transactions.
 */
final class Passes {

    private static final List<Pass> PASSES = List.of(
            new Pass("intake → dispatch, ticket", "intake", "case.ticket-filed.v1", "dispatch"),
            new Pass("dispatch → department, dispatched", "dispatch", "case.dispatched.v1", "department"),
            new Pass("department → dispatch, completed", "department", "case.completed.v1", "dispatch"),
            new Pass("dispatch → intake, completion accepted", "dispatch", "case.completion-accepted.v1", "intake"));

    private static final List<String> DESKS = List.of("intake", "dispatch", "department");

    private static final String RECORDED = "select id, recorded_at from event where recorded_at between ? and ?";

    private final Postgres postgres;

    Passes(Postgres postgres) {
        this.postgres = postgres;
    }

    /** The database's time. */
    Instant now() throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    /** Events that were recorded in this time, by way. */
    Map<String, Latency> between(Instant start, Instant end) throws SQLException {
        Timings timings = new Timings();
        for (Pass pass : PASSES) {
            Map<UUID, Instant> left = times(
                    pass.from(),
                    RECORDED + " and type = '" + pass.type() + "'",
                    Timestamp.from(start),
                    Timestamp.from(end));
            Map<UUID, Instant> came = times(
                    pass.to(), "select event_id, applied_at from inbox where applied_at > ?", Timestamp.from(start));
            record(timings, pass.name(), left, came);
        }
        Map<UUID, Instant> ledger = times(
                "audit",
                "select event_id, appended_at from entry where event_id is not null and appended_at > ?",
                Timestamp.from(start));
        for (String desk : DESKS) {
            Map<UUID, Instant> left = times(desk, RECORDED, Timestamp.from(start), Timestamp.from(end));
            record(timings, "any desk → ledger", left, ledger);
        }
        return timings.summary();
    }

    private static void record(Timings timings, String name, Map<UUID, Instant> left, Map<UUID, Instant> came) {
        left.forEach((event, at) -> {
            Instant there = came.get(event);
            if (there != null) {
                timings.record(name, Duration.between(at, there).toNanos());
            }
        });
    }

    private Map<UUID, Instant> times(String database, String sql, Timestamp... parameters) throws SQLException {
        Map<UUID, Instant> times = new HashMap<>();
        try (Connection connection = postgres.connect(database);
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setTimestamp(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    times.put(
                            rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant());
                }
            }
        }
        return times;
    }

    private record Pass(String name, String from, String type, String to) {}
}
