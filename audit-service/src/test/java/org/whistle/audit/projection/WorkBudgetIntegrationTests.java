package org.whistle.audit.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.observation.ObservationRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.whistle.audit.ledger.Partition;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.metrics.ClosedLoop;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.testing.DeskTest;
import org.whistle.testing.WorkCounter;
import org.whistle.testing.WorkCounter.Rows;
import org.whistle.testing.WorkCounter.Work;

/**
 * How much work one closed loop is for the audit, in counts. A change that needs more of any has to raise the number here.
 */
@DeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = {WorkCounter.NO_BACKGROUND, WorkCounter.OBSERVED, WorkCounter.OBSERVATIONS})
class WorkBudgetIntegrationTests {

    private static final int SHARD = 3;
    private static final int EVENTS = 12;

    @Autowired
    private BatchProcessor appender;

    @Autowired
    private Projection projection;

    @Autowired
    private ObservationRegistry observations;

    @Autowired
    private DataSource dataSource;

    private final Partition partition = new Partition(new Shard(SHARD));
    private int loops;
    private WorkCounter counter;

    /** The first loop of a day finds no sums yet. */
    @BeforeAll
    void afterTheFirstLoop() throws SQLException {
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        counter = new WorkCounter(
                pool.getJdbcUrl(),
                observations,
                () -> pool.getHikariPoolMXBean().softEvictConnections());
        projection.register();
        loop(one -> appender.process(List.of(one)));
        follow();
    }

    @Test
    void anEventIsAppendedByFiveStatementsInOneTransactionAndItsSignatureVerifiedOnce() {
        Work work = counter.during(() -> loop(one -> appender.process(List.of(one))));

        assertThat(rows(work, "entry")).isEqualTo(EVENTS);
        assertThat(work.statements()).isEqualTo(5 * EVENTS);
        assertThat(work.commits()).isEqualTo(EVENTS);
        assertThat(work.verified()).isEqualTo(EVENTS);
        follow();
    }

    @Test
    void ofALoopWhoseEventsComeWithinASecondEverythingThatCountsIsWrittenOnce() {
        Work work = counter.during(() -> {
            loop(one -> {
                appender.process(List.of(one));
                projection.advanceHurried(SHARD, Projection.BATCH);
            });
            follow();
        });

        assertThat(rows(work, "case_fact", "level_sum")).isLessThanOrEqualTo(60);
        assertWordsAreIndexedOnceAndTheCaseWrittenWhenItChanged(work);
        assertThat(work.statements()).isLessThanOrEqualTo(160);
        assertThat(work.commits()).isEqualTo(2 * EVENTS + 1);
        assertThat(work.verified()).isEqualTo(EVENTS);
    }

    @Test
    void ofALoopWhoseEventsComeHoursApartEveryPlaceIsWrittenOnceForEach() {
        Work work = counter.during(() -> loop(one -> {
            appender.process(List.of(one));
            follow();
        }));

        assertThat(rows(work, "case_fact")).isLessThanOrEqualTo(52);
        assertThat(rows(work, "level_sum")).isLessThanOrEqualTo(155);
        assertWordsAreIndexedOnceAndTheCaseWrittenWhenItChanged(work);
        assertThat(work.statements()).isLessThanOrEqualTo(185);
        assertThat(work.commits()).isEqualTo(2 * EVENTS);
        assertThat(work.verified()).isEqualTo(EVENTS);
    }

    private static void assertWordsAreIndexedOnceAndTheCaseWrittenWhenItChanged(Work work) {
        assertThat(work.rollbacks()).isZero();
        assertThat(work.rows().get("case_words")).isEqualTo(new Rows(1, 0, 0));
        assertThat(work.rows().get("timeline")).isEqualTo(new Rows(EVENTS, 0, 0));
        assertThat(rows(work, "audit_case")).isLessThan(EVENTS);
    }

    private void loop(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        int from = partition.all().size();
        ClosedLoop.events(++loops).forEach(partition::add);
        partition.records(from, partition.all().size()).forEach(each);
    }

    private void follow() {
        assertThat(projection.advance(SHARD, Projection.BATCH).moved()).isTrue();
    }

    private static long rows(Work work, String... tables) {
        return Stream.of(tables)
                .map(table -> work.rows().getOrDefault(table, new Rows(0, 0, 0)))
                .mapToLong(rows -> rows.inserted() + rows.updated() + rows.deleted())
                .sum();
    }
}
