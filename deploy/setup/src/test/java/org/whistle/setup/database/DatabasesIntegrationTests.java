package org.whistle.setup.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.whistle.testing.TestSystem;

/** Databases and roles on a real server. */
class DatabasesIntegrationTests {

    private static final String SERVER = TestSystem.shared()
            .settingsFor("intake-service")
            .get("spring.datasource.url")
            .replaceAll("/[^/]*$", "/");

    private final Databases databases = new Databases(
            database -> new DriverManagerDataSource(SERVER + database, "postgres", "postgres"),
            role -> "secret-" + role);

    @Test
    void theReaderReadsEveryDatabaseAndChangesNone() {
        databases.ensure("setup_one");
        databases.ensureReader("setup_reader", List.of("setup_one"));
        databases.ensureReader("setup_reader", List.of("setup_one"));
        as("setup_one").sql("create table kept (one int)").update();
        JdbcClient reader = JdbcClient.create(
                new DriverManagerDataSource(SERVER + "setup_one", "setup_reader", "secret-setup_reader"));

        assertThat(reader.sql("select count(*) from kept").query(Integer.class).single())
                .isZero();
        assertThatThrownBy(() -> reader.sql("set transaction read write; insert into kept values (1)")
                        .update())
                .rootCause()
                .hasMessage("ERROR: permission denied for table kept");
    }

    @Test
    void aRoleThatOwnsNothingCannotConnectElsewhereOrMakeTables() {
        databases.ensure("setup_two");
        databases.ensureApart("setup_three");

        assertThatThrownBy(() ->
                        as("setup_three").sql("create table mine (one int)").update())
                .rootCause()
                .hasMessageContaining("permission denied for schema public");
        assertThatThrownBy(() -> DriverManager.getConnection(SERVER + "setup_two", "setup_three", "secret-setup_three"))
                .hasMessageContaining("permission denied for database \"setup_two\"");
    }

    private static JdbcClient as(String role) {
        return JdbcClient.create(new DriverManagerDataSource(SERVER + role, role, "secret-" + role));
    }
}
