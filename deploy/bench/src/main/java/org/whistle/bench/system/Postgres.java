package org.whistle.bench.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The server that holds the databases of all services, reached as its superuser.
 *
 * @param address such as {@code jdbc:postgresql://127.0.0.1:54321/}; the database's name follows
 * @param password of the superuser {@code postgres}
 * @param pid of its first process, whose children are the backends
 */
public record Postgres(String address, String password, long pid) {

    /** The superuser's name. */
    public static final String USER = "postgres";

    /** A connection for the caller to close. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "bench");
        return DriverManager.getConnection(address + database, properties);
    }
}
