package org.whistle.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.StoryTeller;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestTopic;

/** Read models are nothing but the ledger once more. */
@DeskTest
class RebuildIntegrationTests {

    private final TestTopic topic = new TestTopic("case-events");

    @Autowired
    private Projection projection;

    @Autowired
    private List<ReadModel> models;

    @Autowired
    private JdbcClient jdbc;

    /** Other classes write facts that no event of the ledger accounts for. */
    @BeforeEach
    void onlyWhatTheLedgerSays() {
        projection.names().forEach(projection::rebuild);
        await().until(projection::caughtUp);
    }

    @AfterEach
    void disconnect() {
        topic.close();
    }

    @Test
    void everyReadModelIsEqualAfterItWasDroppedAndBuiltWhileTheLedgerGrew() {
        long before = entries();
        tell(1, 40);
        awaitAppended(before + 40 * 12);
        assertThat(content()).extractingByKey("case_fact").asString().doesNotStartWith("(0,");

        Thread growing = Thread.ofVirtual().start(() -> tell(41, 80));
        projection.names().forEach(projection::rebuild);
        join(growing);
        awaitAppended(before + 80 * 12);
        Map<String, String> grown = content();

        projection.names().forEach(projection::rebuild);
        await().until(projection::caughtUp);

        assertThat(content()).isEqualTo(grown);
        assertThat(jdbc.sql("select bool_and(built) from projection")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(models).extracting(ReadModel::name).contains("timeline");
        assertThat(jdbc.sql("select count(*) from projection_failure")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void severalReplicasAtOnceMissNothingAndTakeNothingTwice() {
        long before = entries();
        tell(100, 130);
        awaitAppended(before + 31 * 12);
        Map<String, String> one = content();

        projection.names().forEach(projection::rebuild);
        List<Thread> replicas = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    while (!projection.caughtUp()) {
                        for (int shard = 0; shard < 12; shard++) {
                            projection.advance(shard, Projection.BATCH);
                        }
                    }
                }))
                .toList();
        replicas.forEach(RebuildIntegrationTests::join);

        assertThat(content()).isEqualTo(one);
    }

    private void tell(int from, int to) {
        List<StoryTeller> stories = IntStream.rangeClosed(from, to)
                .mapToObj(number -> StoryTeller.reported("第%d件".formatted(number))
                        .dispatchedTo("SANITATION")
                        .closed())
                .toList();
        int longest = stories.getFirst().events().size();
        for (int step = 0; step < longest; step++) {
            int next = step;
            topic.publish(
                    stories.stream().map(story -> story.events().get(next)).toList());
        }
    }

    private void awaitAppended(long entries) {
        await().until(() -> entries() >= entries && projection.caughtUp());
    }

    private long entries() {
        return jdbc.sql("select count(*) from entry").query(Long.class).single();
    }

    /** Every derived table, as a digest with its number of rows. */
    private Map<String, String> content() {
        return derivedTables().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        table -> jdbc.sql(
                                        "select (count(*), md5(string_agg(t::text, '|' order by t::text)))::text from "
                                                + table + " t")
                                .query(String.class)
                                .single()));
    }

    private List<String> derivedTables() {
        return jdbc.sql("""
                        select table_name::text from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                        and table_name in ('audit_case', 'timeline', 'case_words', 'case_fact', 'level_sum')
                        """).query(String.class).list();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
