package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.upkeep.Retention;
import org.whistle.kit.upkeep.Upkeep;
import org.whistle.testing.DeskTest;

/** What is kept for a time only. */
@DeskTest
class UpkeepIntegrationTests {

    @Autowired
    private Upkeep upkeep;

    @Autowired
    private List<Retention> retentions;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** {@link SmallDesk} keeps something in a table that is not there. */
    @Test
    void whatIsOldGoesPageByPageThoughOneTableFails() {
        kept("old", 2_500, "31 days");
        kept("young", 3, "29 days");
        long before = commits();

        upkeep.deleteOld();

        assertThat(jdbc.sql("select distinct key from kept_answer where account = 'upkeep'")
                        .query(String.class)
                        .list())
                .containsOnly("young");
        assertThat(commits() - before)
                .as("a transaction for each page, and the count's own")
                .isGreaterThanOrEqualTo(3 + 1);
    }

    @Test
    void everyTableCountsItsFailuresFromTheStart() {
        assertThat(retentions)
                .allSatisfy(retention -> assertThat(meters.find("whistle.upkeep.failed")
                                .tag("table", retention.table())
                                .counter())
                        .as(retention.table())
                        .isNotNull());
    }

    @Test
    void oldDeadLettersAreFoundByAnIndex() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local enable_seqscan = off").update();

            assertThat(jdbc.sql("explain select from dead_letter where found_at < now() - interval '1 day'")
                            .query(String.class)
                            .list())
                    .anyMatch(line -> line.contains("dead_letter_age"));
        });
    }

    private void kept(String key, int rows, String ago) {
        jdbc.sql("""
                        insert into kept_answer (account, route, key, body_sha256, status, body, kept_at)
                        select 'upkeep', 'POST /' || n, :key, '', 200, '', clock_timestamp() - :ago::interval
                        from generate_series(1, :rows) n
                        """).param("key", key).param("rows", rows).param("ago", ago).update();
    }

    private long commits() {
        return jdbc.sql("select pg_current_xact_id()::text::bigint")
                .query(Long.class)
                .single();
    }
}
