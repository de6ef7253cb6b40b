package org.whistle.kit.timer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.desk.CaseRecord;
import org.whistle.kit.desk.CaseStore;

/**
 * Our own outages (domain.md, Clocks): a heartbeat in the database on the machine's clock, which nobody moves; where it
 * stood still for more than five minutes, the clocks this service owns were nobody's to keep and are paused for that time.
 */
@Component
public class Outages {

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
    private static final int BATCH = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Outages(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Beats, and first pauses what stood still since the last beat; all of it or nothing. */
    void check(CaseStore<?> store) {
        if (beatIsDue()) {
            transaction.executeWithoutResult(_ -> {
                outageSinceLastBeat().ifPresent(from -> {
                    jdbc.sql("set local transaction_timeout = 0").update();
                    pauseAll(store, from);
                });
                jdbc.sql("update heartbeat set beat_at = clock_timestamp()").update();
            });
        }
    }

    private boolean beatIsDue() {
        return jdbc.sql("select beat_at < clock_timestamp() - interval '20 seconds' from heartbeat")
                .query(Boolean.class)
                .single();
    }

    private Optional<Instant> outageSinceLastBeat() {
        record Beat(boolean outage, OffsetDateTime since) {}
        Beat beat = jdbc.sql("""
                        select clock_timestamp() - beat_at > interval '5 minutes' as outage,
                               whistle_now() - (clock_timestamp() - beat_at) as since
                        from heartbeat for update
                        """)
                .query((row, _) -> new Beat(row.getBoolean("outage"), row.getObject("since", OffsetDateTime.class)))
                .single();
        return beat.outage() ? Optional.of(beat.since().toInstant()) : Optional.empty();
    }

    private static <C extends CaseRecord> void pauseAll(CaseStore<C> store, Instant from) {
        int paused = 0;
        List<UUID> batch = store.withOpenClocks(BEFORE_ALL, BATCH);
        while (!batch.isEmpty()) {
            for (UUID caseId : batch) {
                store.lock(caseId).ifPresent(stored -> store.pauseSince(stored, from));
                paused++;
            }
            batch = store.withOpenClocks(batch.getLast(), BATCH);
        }
        LOG.warn("outage of ours from={} cases={}", from, paused);
    }
}
