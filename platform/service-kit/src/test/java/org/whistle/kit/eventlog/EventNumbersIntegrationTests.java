package org.whistle.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventCodec;
import org.whistle.kit.caller.Caller;
import org.whistle.testing.DeskTest;

/** The numbers of a county's events. */
@DeskTest
class EventNumbersIntegrationTests {

    private final String county =
            String.valueOf(100_000 + Math.floorMod(UUID.randomUUID().hashCode(), 800_000));
    private final Caller caller = new Caller("auditor", List.of(), null);

    @Autowired
    private EventNumbers numbers;

    @Autowired
    private AdminLog log;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void theyGoOnAfterOldEventsWereDeleted() {
        note();
        note();
        assertThat(sequences()).containsExactlyInAnyOrder(1L, 2L);
        jdbc.sql("""
                        with gone as (delete from event where key = :county returning id)
                        delete from outbox where event_id in (select id from gone)
                        """).param("county", county).update();

        note();

        assertThat(sequences()).containsExactly(3L);
    }

    @Test
    void ofTwoChangesAtOnceTheSecondWaitsForTheFirst() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> first = threads.submit(() -> transaction.execute(_ -> {
                long number = numbers.take(county, 3);
                taken.countDown();
                await(enough);
                return number;
            }));
            taken.await();
            Future<Long> second = threads.submit(() -> transaction.execute(_ -> numbers.take(county, 1)));
            awaitWaiting();
            assertThat(second).isNotDone();
            enough.countDown();

            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(4);
        }
    }

    @Test
    void whatIsUndoneTakesNone() {
        transaction.executeWithoutResult(status -> {
            numbers.take(county, 5);
            status.setRollbackOnly();
        });

        assertThat(transaction.<Long>execute(_ -> numbers.take(county, 1))).isEqualTo(1);
    }

    private void note() {
        log.note(county, new AdminEvent.Exported("cases", "csv", null), caller);
    }

    private List<Long> sequences() {
        return jdbc
                .sql("select value from event where key = :county")
                .param("county", county)
                .query(byte[].class)
                .list()
                .stream()
                .map(value -> EventCodec.decode(value).sequence())
                .toList();
    }

    private void awaitWaiting() {
        Awaitility.await().until(() -> jdbc.sql("""
                        select exists(select from pg_stat_activity
                        where wait_event_type = 'Lock' and query like 'insert into event_number%')
                        """).query(Boolean.class).single());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
