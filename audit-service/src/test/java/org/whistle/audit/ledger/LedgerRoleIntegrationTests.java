package org.whistle.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.whistle.audit.StoryTeller;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** The service's database role can only read the ledger and append to it. */
@DeskTest
@TestPropertySource(properties = "whistle.background=false")
class LedgerRoleIntegrationTests {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    private BatchProcessor appender;

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url;

    @ParameterizedTest
    @ValueSource(strings = {"entry", "tile", "checkpoint", "cosignature", "ledger_alarm"})
    void nothingOfTheLedgerCanBeChangedOrTakenAway(String table) {
        // no error, but a warning that nothing was granted
        jdbc.sql("grant update, delete, truncate on %s to current_user".formatted(table))
                .update();
        for (String attempt : List.of(
                "update %s set shard = 0",
                "delete from %s",
                "truncate %s",
                "alter table %s disable trigger all",
                "alter table %s owner to current_user",
                "drop table %s")) {
            Throwable refusal =
                    catchThrowable(() -> jdbc.sql(attempt.formatted(table)).update());
            assertThat(refusal).as(attempt).isNotNull();
            assertThat(NestedExceptionUtils.getMostSpecificCause(refusal))
                    .as(attempt)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
        assertThatCode(() -> jdbc.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .doesNotThrowAnyException();
    }

    @Test
    void theMonthsOfItsOwnEventsAreMadeAsTheOwner() {
        jdbc.sql("select keep_event_partitions(18)").query(row -> {});

        assertThat(jdbc.sql("""
                        select to_regclass('event_' || to_char(current_date + interval '18 months', 'YYYY_MM')) is not null
                        """).query(Boolean.class).single()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set session_replication_role = replica",
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return old; end'",
                "create table mine (id int)",
                "set role postgres"
            })
    void noDetourIsOpen(String attempt) {
        assertThatException().isThrownBy(() -> jdbc.sql(attempt).update());
    }

    @Test
    void whatTheServiceHasToDoItMay() {
        appender.process(
                new Partition(new Shard(10)).add(StoryTeller.reported("积水")).all());
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("audit_runtime");
        assertThatCode(() ->
                        jdbc.sql("truncate audit_case, case_words, timeline").update())
                .doesNotThrowAnyException();
    }

    @Test
    void evenTheOwnerMeetsTheTriggers() throws SQLException {
        appender.process(
                new Partition(new Shard(11)).add(StoryTeller.reported("积水")).all());
        try (Connection owner = TestSystem.shared().superuser(url);
                Statement statement = owner.createStatement()) {
            for (String attempt :
                    List.of("update entry set value = '\\x00'", "delete from entry", "truncate entry cascade")) {
                assertThatException()
                        .isThrownBy(() -> statement.execute(attempt))
                        .withMessageContaining("append-only");
            }
        }
    }
}
