package org.whistle.bench.compare;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.whistle.bench.system.Postgres;

/**
 * The floor: each step is one transaction that locks the case, writes it, an event of the size of Whistle's and an outbox
 * row. No rule, no role, no signature, no other desk.
 */
final class BareJdbc extends InProcess {

    static final String NAME = "bare JDBC";

    private static final List<String> STATES =
            List.of("STREET_PENDING", "TICKETED", "DISPATCHED", "HANDLING", "COMPLETED", "CONFIRMING", "CLOSED");

    private final String document = "{\"text\":\"" + "垃圾桶外堆放垃圾，请尽快处理。".repeat(30) + "\"}";

    BareJdbc(Postgres postgres, int connections) throws SQLException {
        super(postgres, "bench_jdbc", connections);
        try (Connection connection = database().pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table bench_case (
                        id uuid primary key, state text not null, grid text not null, document jsonb not null,
                        version int not null, changed_at timestamptz not null)
                    """);
            statement.execute("create index bench_case_desk on bench_case (state, grid, changed_at)");
            statement.execute("""
                    create table event (
                        id uuid primary key, case_id uuid not null, type text not null, value jsonb not null,
                        recorded_at timestamptz not null default clock_timestamp())
                    """);
            statement.execute("create index event_case on event (case_id)");
            statement.execute("""
                    create table outbox (id bigint generated always as identity primary key, event_id uuid not null)
                    """);
            connection.commit();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    void loop(Workers.Steps steps) throws Exception {
        UUID id = steps.take(this::report);
        for (String state : STATES) {
            steps.take(() -> step(id, state));
        }
    }

    private UUID report() throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = database().pool().getConnection()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into bench_case values (?, 'REPORTED', ?, ?::jsonb, 0, ?)")) {
                insert.setObject(1, id);
                insert.setString(2, "350999001001001");
                insert.setString(3, document);
                insert.setObject(4, OffsetDateTime.now());
                insert.executeUpdate();
            }
            event(connection, id, "REPORTED");
            return id;
        }
    }

    private UUID step(UUID id, String state) throws SQLException {
        try (Connection connection = database().pool().getConnection()) {
            int version = lock(connection, id);
            try (PreparedStatement update = connection.prepareStatement("""
                    update bench_case set state = ?, document = ?::jsonb, version = ?, changed_at = ? where id = ?
                    """)) {
                update.setString(1, state);
                update.setString(2, document);
                update.setInt(3, version + 1);
                update.setObject(4, OffsetDateTime.now());
                update.setObject(5, id);
                update.executeUpdate();
            }
            event(connection, id, state);
            return id;
        }
    }

    private static int lock(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select version from bench_case where id = ? for update")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void event(Connection connection, UUID caseId, String type) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement event = connection.prepareStatement(
                        "insert into event (id, case_id, type, value) values (?, ?, ?, ?::jsonb)");
                PreparedStatement outbox = connection.prepareStatement("insert into outbox (event_id) values (?)")) {
            event.setObject(1, id);
            event.setObject(2, caseId);
            event.setString(3, type);
            event.setString(4, document);
            event.executeUpdate();
            outbox.setObject(1, id);
            outbox.executeUpdate();
        }
        connection.commit();
    }
}
