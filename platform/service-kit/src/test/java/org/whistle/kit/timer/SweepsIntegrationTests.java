package org.whistle.kit.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.testing.DeskTest;

/** All open cases follow a pack, page by page. */
@DeskTest
class SweepsIntegrationTests {

    private static final String COUNTY = "350999";
    private static final int PAGE = 50;
    private static final String MOVED = "note = 'now in 350998'";

    @Autowired
    private Sweeps sweeps;

    @Autowired
    private Timers timers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void alone() {
        timers.stop();
        jdbc.sql("delete from small_case").update();
        jdbc.sql("delete from sweep").update();
        jdbc.sql("""
                        insert into reference_record (county, version, kind, code, fields)
                        values (:county, 77, 'moves', :county, '{"to": "350998"}') on conflict do nothing
                        """).param("county", COUNTY).update();
        jdbc.sql("""
                        insert into small_case (case_id, version, sequence, body, note, jurisdiction, open)
                        select id, 1, 0, jsonb_build_object('caseId', id, 'round', 1, 'note', 'new', 'clocks',
                            '{"clocks": [], "endedParts": [], "round": 1, "ends": []}'::jsonb),
                            'new', :county || '001001001', true
                        from (select gen_random_uuid() as id from generate_series(1, 120)) ids
                        """).param("county", COUNTY).update();
    }

    @AfterEach
    void goOn() {
        jdbc.sql("delete from small_case").update();
        timers.start();
    }

    @Test
    void everyOpenCaseFollowsPageByPageThoughOneCannot() {
        UUID broken = caseAt(60);
        jdbc.sql("update small_case set body = '[]' where case_id = :id")
                .param("id", broken)
                .update();
        jdbc.sql("update small_case set open = false where case_id = :id")
                .param("id", caseAt(61))
                .update();

        activated(77);

        assertThat(pages()).as("119 open cases").isEqualTo(3);
        assertThat(count(MOVED))
                .as("all but the one that cannot be read and the one that has ended")
                .isEqualTo(118);
    }

    @Test
    void aPackThatChangesNothingWritesNothing() {
        long written = jdbc.sql("select max(xmin::text::bigint) from small_case")
                .query(Long.class)
                .single();
        activated(78);

        assertThat(pages()).isEqualTo(3);
        assertThat(count("xmin::text::bigint = " + written)).isEqualTo(120);
    }

    /** The page is tried again: no case is left out and none follows twice. */
    @Test
    void aCaseInUseIsWaitedFor() {
        UUID used = caseAt(70);
        activated(77);

        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            jdbc.sql("select note from small_case where case_id = :id for update")
                    .param("id", used)
                    .query(String.class)
                    .list();
            assertThat(CompletableFuture.supplyAsync(sweeps::next).join()).isTrue();
            assertThat(CompletableFuture.supplyAsync(sweeps::next).join())
                    .as("later")
                    .isFalse();
        });
        assertThat(count(MOVED)).isEqualTo(PAGE);

        assertThat(pages()).isEqualTo(2);
        assertThat(count(MOVED)).isEqualTo(120);
    }

    @Test
    void aPackWaitsUntilAllReplicasHaveReadItAndASplitStreetIsLookedAtOnceMore() {
        sweeps.activated(COUNTY, 78);
        sweeps.activated(COUNTY, 77);

        assertThat(pages()).isZero();
        assertThat(jdbc.sql("select version from sweep order by sweep_id")
                        .query(Long.class)
                        .list())
                .containsExactly(78L, 77L, 77L);
    }

    private void activated(long version) {
        sweeps.activated(COUNTY, version);
        jdbc.sql(
                        "update sweep set begins_at = clock_timestamp() where begins_at < clock_timestamp() + interval '1 minute'")
                .update();
    }

    private int pages() {
        int pages = 0;
        while (sweeps.next()) {
            pages++;
        }
        return pages;
    }

    private UUID caseAt(int place) {
        return jdbc.sql("select case_id from small_case order by case_id offset :place limit 1")
                .param("place", place)
                .query(UUID.class)
                .single();
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from small_case where " + condition)
                .query(Long.class)
                .single();
    }
}
