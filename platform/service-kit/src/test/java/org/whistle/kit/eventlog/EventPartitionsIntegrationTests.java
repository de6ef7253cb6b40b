package org.whistle.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** The months of the event table. */
@DeskTest
class EventPartitionsIntegrationTests {

    @Autowired
    private EventPartitions partitions;

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url;

    @Test
    void theNextMonthsAreThereBeforeTheyCome() {
        await().untilAsserted(() ->
                assertThat(jdbc.sql("""
                        select count(to_regclass('event_' || to_char(current_date + number * interval '1 month', 'YYYY_MM')))
                        from generate_series(0, 3) as number
                        """).query(Integer.class).single()).isEqualTo(4));
    }

    @Test
    void theyAreMadeOnAThreadOfTheirOwn() {
        UUID id = record("2001-05-06 07:08:09Z");

        partitions.wake();

        await().untilAsserted(() -> assertThat(partitionOf(id)).isEqualTo("event_2001_05"));
    }

    @Test
    void aRowThatComesMeanwhileMovesToo() throws Exception {
        UUID early = record("2002-05-06 07:08:09Z");
        UUID late = UUID.randomUUID();
        try (Connection recording = TestSystem.shared().superuser(url);
                Connection making = TestSystem.shared().superuser(url)) {
            recording.setAutoCommit(false);
            execute(recording, insert(late, "2002-05-07 07:08:09Z"));
            Future<?> made = CompletableFuture.runAsync(() -> execute(making, "select keep_event_partitions(0)"));
            await().until(() -> jdbc.sql("""
                            select exists(select from pg_stat_activity
                            where wait_event_type = 'Lock' and query like 'select keep_event%')
                            """).query(Boolean.class).single());

            recording.commit();
            made.get();
        }

        assertThat(List.of(partitionOf(early), partitionOf(late))).containsOnly("event_2002_05");
    }

    @Test
    void monthsOfOtherTimeZonesAreJoinedWithoutGapOrOverlap() throws Exception {
        try (Connection connection = TestSystem.shared().superuser(url)) {
            execute(connection, "set timezone = 'Asia/Shanghai'; select create_event_partition('2003-03-01')");
            execute(connection, "set timezone = 'America/New_York'; select create_event_partition('2003-05-01')");
            execute(connection, "set timezone = 'America/New_York'; select create_event_partition('2003-08-01')");
        }
        UUID afterMarchInShanghai = record("2003-03-31 20:00Z");
        UUID beforeMayInNewYork = record("2003-05-01 02:00Z");
        UUID april = record("2003-04-15 00:00Z");
        UUID september = record("2003-09-15 00:00Z");

        assertThat(make()).isEmpty();

        assertThat(List.of(partitionOf(afterMarchInShanghai), partitionOf(april), partitionOf(beforeMayInNewYork)))
                .containsOnly("event_2003_04");
        assertThat(partitionOf(september)).isEqualTo("event_2003_09");
    }

    @Test
    void aMonthThatFailsStopsNoOther() {
        jdbc.sql("create table odd partition of event for values from ('2004-03-10Z') to ('2004-03-11Z')")
                .update();
        UUID stuck = record("2004-03-15 00:00Z");
        UUID next = record("2004-04-15 00:00Z");

        List<String> failures = make();

        assertThat(failures).singleElement().asString().startsWith("event_2004_03: ");
        assertThat(partitionOf(next)).isEqualTo("event_2004_04");
        assertThat(partitionOf(stuck)).isEqualTo("event_default");
        jdbc.sql("drop table odd").update();
        assertThat(make()).isEmpty();
        assertThat(partitionOf(stuck)).isEqualTo("event_2004_03");
    }

    private List<String> make() {
        return jdbc.sql("select keep_event_partitions(0)").query(String.class).list();
    }

    private UUID record(String at) {
        UUID id = UUID.randomUUID();
        jdbc.sql(insert(id, at)).update();
        return id;
    }

    private static String insert(UUID id, String at) {
        return """
                insert into event (id, recorded_at, topic, key, type, value, key_id, signature)
                values ('%s', '%s', 'case-events', 'nothing', 'case.urged.v1', '', 'key', '')
                """.formatted(id, at);
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** None for a statement that was planned just before the row moved. */
    private String partitionOf(UUID id) {
        return jdbc.sql("select tableoid::regclass::text from event where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse("none");
    }
}
