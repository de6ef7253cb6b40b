package org.whistle.audit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.testing.DeskTest;

/** Open cases of a split street are found under their new codes, page by page. */
@DeskTest
class SplitStreetsIntegrationTests {

    private static final String COUNTY = "350994";

    @Autowired
    private SplitStreets streets;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void cases() {
        streets.stop();
        jdbc.sql("""
                        insert into reference_record (county, version, kind, code, fields)
                        values (:county, 77, 'moves', :county || '001', jsonb_build_object('to', :county || '009'))
                        on conflict do nothing
                        """).param("county", COUNTY).update();
        jdbc.sql("""
                        insert into audit_case (case_id, shard, case_number, state, round, jurisdiction, category_code,
                            description, source, units, flags, reported_at, state_since)
                        select gen_random_uuid(), 0, :county || n, case when n = 1 then 'CLOSED' else 'REPORTED' end, 1,
                            :county || case when n = 2 then '002' else '001' end || '001001', 'E0110', '井盖', 'GRID_PATROL',
                            '{}', '{}', now(), now()
                        from generate_series(1, 1502) as n
                        """).param("county", COUNTY).update();
    }

    @AfterEach
    void goOn() {
        jdbc.sql("delete from audit_case where case_number ^@ :county")
                .param("county", COUNTY)
                .update();
        streets.start();
    }

    @Test
    void openCasesMoveAThousandInATransaction() {
        activated();

        assertThat(streets.next()).isTrue();
        assertThat(moved()).isEqualTo(1_000);
        assertThat(streets.next()).isTrue();
        assertThat(moved())
                .as("all but the ended one and that of another street")
                .isEqualTo(1_500);
        assertThat(streets.next()).isFalse();
        assertThat(waiting()).isZero();
    }

    @Test
    void aCaseThatIsBeingWrittenMovesLater() {
        activated();
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select from audit_case where case_number = :number for update")
                    .param("number", COUNTY + 77)
                    .query(row -> {});
            CompletableFuture.runAsync(this::all).join();
        });
        assertThat(moved()).isEqualTo(1_499);

        all();

        assertThat(moved()).isEqualTo(1_500);
        assertThat(waiting()).isZero();
    }

    private void activated() {
        streets.activated(COUNTY, 77);
        assertThat(streets.next()).as("until every replica writes new codes").isFalse();
        jdbc.sql("update sweep set begins_at = clock_timestamp()").update();
    }

    private void all() {
        boolean more;
        do {
            more = streets.next();
        } while (more);
    }

    private int moved() {
        return jdbc.sql("select count(*) from audit_case where jurisdiction = :code")
                .param("code", COUNTY + "009001001")
                .query(Integer.class)
                .single();
    }

    private int waiting() {
        return jdbc.sql("select count(*) from sweep").query(Integer.class).single();
    }
}
