package org.whistle.kit.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The limits that every statement and transaction of a service has (whistle-kit.yaml). */
@Component
public class Limits {

    private final JdbcTemplate jdbc;

    Limits(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /** Lifts them for the rest of this transaction: for checks and upkeep whose time grows with the data. */
    public void lift() {
        jdbc.execute((Connection connection) -> {
            liftOf(connection);
            return 0;
        });
    }

    /** The pool gives the connection its own time limit back. */
    private static void liftOf(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = 0; set local transaction_timeout = 0");
        }
    }
}
