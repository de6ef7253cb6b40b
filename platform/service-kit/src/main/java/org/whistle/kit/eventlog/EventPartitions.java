package org.whistle.kit.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.loop.WokenLoop;
import org.whistle.kit.time.Limits;

/**
 * Makes the months of the event table before they come; one replica at a time. On a thread of its own: rows of a month that
 * was not made in time may be many, and the scheduler's thread keeps the heartbeat.
 */
@Component
@ConditionalOnProperty(name = "whistle.background", matchIfMissing = true)
class EventPartitions extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);
    private static final long LOCK = 0x0_6d_6f_6e_74_68_73L;
    private static final Duration PAUSE = Duration.ofHours(12);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Limits limits;
    private final int monthsAhead;

    EventPartitions(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Limits limits,
            @Value("${whistle.events.months-ahead:3}") int monthsAhead) {
        super("event-partitions", true);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.limits = limits;
        this.monthsAhead = monthsAhead;
    }

    @Override
    protected Duration pass() {
        List<String> failures = failuresOfAPass();
        failures.forEach(failure -> LOG.error("event partition not made, tried again reason={}", failure));
        return failures.isEmpty() ? PAUSE : AFTER_A_FAILURE;
    }

    private List<String> failuresOfAPass() {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> isMine() ? make() : List.of()));
        } catch (RuntimeException e) {
            return List.of(e.toString());
        }
    }

    private List<String> make() {
        limits.lift();
        return jdbc.sql("select keep_event_partitions(:ahead)")
                .param("ahead", monthsAhead)
                .query(String.class)
                .list();
    }

    private boolean isMine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }
}
