package org.whistle.kit.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** What a migration left to do, page by page. */
@DeskTest
class BackfillIntegrationTests {

    @Autowired
    private Backfill backfill;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Flyway flyway;

    @Value("${spring.datasource.username}")
    private String username;

    @Value("${spring.datasource.password}")
    private String password;

    @BeforeEach
    void cases() {
        backfill.stop();
        jdbc.sql("""
                        insert into small_case (case_id, version, sequence, body, note, jurisdiction, open)
                        select gen_random_uuid(), 1, 0, '{}', case when n = 1 then 'filled' else 'before' end, 'backfill', false
                        from generate_series(1, 1502) as n
                        """).update();
    }

    @AfterEach
    void goOn() {
        jdbc.sql("delete from small_case where jurisdiction = 'backfill'").update();
        backfill.start();
    }

    @Test
    void rowsOfBeforeAreFilledAThousandInATransaction() {
        jdbc.sql("""
                        insert into backfill (table_name, missing, assignment)
                        values ('small_case', 'jurisdiction = ''backfill'' and note = ''before''', 'note = note || '' now''')
                        """).update();

        assertThat(backfill.next()).isTrue();
        assertThat(filled()).isEqualTo(1_000);
        assertThat(backfill.next()).isTrue();
        assertThat(filled()).as("all but the one that was filled").isEqualTo(1_501);

        assertThat(backfill.next()).isTrue();
        assertThat(backfill.next()).as("nothing is left").isFalse();
    }

    /** Of a case that ended and an open one, as the version before kept them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            intake     | 150 | , state, source, reporters, units, reported_at | , state, 'GRID_PATROL', '{}', '{}', now()
            dispatch   | 170 | , state, units, urgent, ticketed_at            | , state, '{}', false, now()
            department | 110 | ``                                             | ``
            """)
    void casesOfTheVersionBeforeAreFoundByTheirWordsAndOpenWhereTheyAre(
            String service, String before, String columns, String values) {
        DataSource database = new DriverManagerDataSource(TestSystem.shared().newDatabase(), username, password);
        upgrade(service, database).target(before).load().migrate();
        JdbcClient desk = JdbcClient.create(database);
        desk.sql("""
                        insert into %s_case (case_id, version, sequence, body, case_number, category_code, description,
                            external_id, clocks_open %s)
                        select gen_random_uuid(), 1, 1, '{"facts": {"address": "滨海大道"}}', state, 'E0110', '井盖', state, open %s
                        from (values ('CLOSED', false), ('HANDLING', true)) as cases (state, open)
                        """.formatted(service, columns, values)).update();

        upgrade(service, database).load().migrate();
        Backfill pages = new Backfill(desk, new TransactionTemplate(new JdbcTransactionManager(database)), false);
        while (pages.next()) {
            // the next page
        }

        assertThat(desk.sql("select words from %s_case order by case_number".formatted(service))
                        .query(String.class)
                        .list())
                .containsExactly("井盖 · 滨海大道 · closed", "井盖 · 滨海大道 · handling");
        assertThat(desk.sql("select case_number from %s_case where open".formatted(service))
                        .query(String.class)
                        .list())
                .containsExactly("HANDLING");
    }

    private FluentConfiguration upgrade(String service, DataSource database) {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(
                        "classpath:db/kit",
                        "filesystem:../../%s-service/src/main/resources/db/migration".formatted(service))
                .dataSource(database);
    }

    private int filled() {
        return jdbc.sql("select count(*) from small_case where note = 'before now'")
                .query(Integer.class)
                .single();
    }
}
