package org.whistle.kit.time;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The instant of a decision: the database's clock, through the function {@code whistle_now()}. A demo or test system
 * replaces that function to move time for all services together; a production database keeps it as the migration made it.
 */
@Component
public class DatabaseTime {

    private final JdbcClient jdbc;

    DatabaseTime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Now. */
    public Instant now() {
        return jdbc.sql("select whistle_now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
