package org.whistle.bench.compare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.whistle.bench.system.Postgres;

/** A database that is made for one contender and dropped after it, and a pool of connections to it. */
final class OwnDatabase implements AutoCloseable {

    private final Postgres postgres;
    private final String name;
    private final HikariDataSource pool;

    private OwnDatabase(Postgres postgres, String name, HikariDataSource pool) {
        this.postgres = postgres;
        this.name = name;
        this.pool = pool;
    }

    /** Makes it anew. */
    static OwnDatabase make(Postgres postgres, String name, int connections) throws SQLException {
        drop(postgres, name);
        administer(postgres, "create database " + name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.address() + name);
        config.setUsername(Postgres.USER);
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(connections);
        config.setAutoCommit(false);
        return new OwnDatabase(postgres, name, new HikariDataSource(config));
    }

    String name() {
        return name;
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        try {
            drop(postgres, name);
        } catch (SQLException e) {
            System.err.println("bench: database " + name + " stays: " + e.getMessage());
        }
    }

    private static void drop(Postgres postgres, String name) throws SQLException {
        administer(postgres, "drop database if exists " + name + " with (force)");
    }

    private static void administer(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
