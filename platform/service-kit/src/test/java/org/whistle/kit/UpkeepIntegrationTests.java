package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventCodec;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
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

    @Autowired
    private ReferenceStore reference;

    @Autowired
    private ReferenceData data;

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

    @Test
    void oldIdsOfEventsAreFoundByAnIndex() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local enable_seqscan = off").update();

            assertThat(jdbc.sql("explain select from inbox where " + of("inbox").ended())
                            .query(String.class)
                            .list())
                    .anyMatch(line -> line.contains("inbox_age"));
        });
    }

    /** The version before noted no numbers: nothing else knows what it applied. */
    @Test
    void idsOfBeforeNumbersWereNotedStay() {
        UUID before = applied("500 days");
        UUID old = applied("401 days");
        UUID young = applied("399 days");
        since("450 days");

        upkeep.deleteOld();

        since("0 days");
        assertThat(jdbc.sql("select event_id from inbox where event_id in (:ids)")
                        .param("ids", List.of(before, old, young))
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(before, young);
    }

    @Test
    void aRunThatDeletedSomethingIsAnEntryOfEachCountysAdminLog() {
        county();
        kept("gone", 2, "31 days");

        upkeep.deleteOld();

        assertThat(deletions()).anySatisfy(deleted -> {
            assertThat(deleted.table()).isEqualTo("kept_answer");
            assertThat(deleted.count()).isEqualTo(2);
            assertThat(deleted.before()).isBetween(daysAgo(31), daysAgo(29));
        });
        long entries = deletions().size();
        upkeep.deleteOld();
        assertThat(deletions()).as("nothing was deleted").hasSize((int) entries);
    }

    /** The second page cannot be deleted: of the first there is an entry all the same. */
    @Test
    void whatARunDeletedBeforeItFailedIsAnEntryToo() {
        county();
        kept("paged", 1_500, "31 days");
        jdbc.sql("""
                        create or replace function keep_the_last_ones() returns trigger language plpgsql as $$
                        begin
                            if old.key = 'paged' and (select count(*) from kept_answer where key = 'paged') <= 500 then
                                raise exception 'kept';
                            end if;
                            return old;
                        end $$
                        """).update();
        jdbc.sql("""
                        create trigger keep_the_last_ones before delete on kept_answer
                        for each row execute function keep_the_last_ones()
                        """).update();
        try {
            upkeep.deleteOld();
        } finally {
            jdbc.sql("drop trigger keep_the_last_ones on kept_answer").update();
        }

        assertThat(deletions()).anySatisfy(deleted -> {
            assertThat(deleted.table()).isEqualTo("kept_answer");
            assertThat(deleted.count()).isEqualTo(1_000);
        });
        upkeep.deleteOld();
        assertThat(deletions()).anyMatch(deleted -> deleted.count() == 500);
    }

    private void county() {
        reference.stage(new ReferenceEvent.RecordsStaged(
                "777001",
                1,
                "county",
                List.of(new ReferenceEvent.StagedRecord(
                        "777001",
                        Map.of(
                                "nameZh", "县",
                                "nameEn", "County",
                                "timeZone", "Asia/Shanghai",
                                "locale", "en",
                                "calendarVersion", "1")))));
        reference.activate(new ReferenceEvent.PackActivated("777001", 1, "0", 1));
        data.refresh();
    }

    private Retention of(String table) {
        return retentions.stream()
                .filter(retention -> retention.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private UUID applied(String ago) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into inbox (event_id, applied_at) values (:id, clock_timestamp() - :ago::interval)")
                .param("id", id)
                .param("ago", ago)
                .update();
        return id;
    }

    private void since(String ago) {
        jdbc.sql("update case_progress_since set since = clock_timestamp() - :ago::interval")
                .param("ago", ago)
                .update();
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private List<AdminEvent.RecordsDeleted> deletions() {
        return jdbc
                .sql("select value from event where topic = 'admin-events' and key = '777001'")
                .query(byte[].class)
                .list()
                .stream()
                .map(value ->
                        (AdminEvent.RecordsDeleted) EventCodec.decode(value).data())
                .toList();
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
