package org.whistle.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.testing.DeskTest;

/** Nothing waits for a database that is gone, and no session of a node that is gone stays. */
@DeskTest
class LimitsIntegrationTests {

    private static final int SOCKET_MILLIS = 30_000;

    @Autowired
    private Limits limits;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void everyConnectionHasThem() {
        assertThat(inForce())
                .isEqualTo(Map.of(
                        "network", SOCKET_MILLIS,
                        "statement_timeout", "5s",
                        "transaction_timeout", "15s",
                        "tcp_keepalives_idle", "15"));
    }

    @Test
    void liftedOnesComeBackAfterTheTransaction() {
        transaction.executeWithoutResult(_ -> {
            limits.lift();

            assertThat(inForce())
                    .containsEntry("network", 0)
                    .containsEntry("statement_timeout", "0")
                    .containsEntry("transaction_timeout", "0");
        });

        everyConnectionHasThem();
    }

    private Map<String, Object> inForce() {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        Integer network = jdbc.execute((Connection connection) -> connection.getNetworkTimeout());
        return Map.of(
                "network", network == null ? -1 : network,
                "statement_timeout", show(jdbc, "statement_timeout"),
                "transaction_timeout", show(jdbc, "transaction_timeout"),
                "tcp_keepalives_idle", show(jdbc, "tcp_keepalives_idle"));
    }

    private static String show(JdbcTemplate jdbc, String name) {
        return String.valueOf(jdbc.queryForObject("show " + name, String.class));
    }
}
