package org.whistle.kit.upkeep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.kit.loop.WokenLoop;

/**
 * Deletes what was kept long enough, at the start and twice a day: page by page, each in its own transaction, so that a
 * million rows hold up nothing. Replicas share the work.
 */
@Component
public class Upkeep extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int PAGE = 1_000;

    private final JdbcClient jdbc;
    private final List<Retention> retentions;
    private final MeterRegistry meters;
    private final Duration every;

    Upkeep(
            JdbcClient jdbc,
            List<Retention> retentions,
            MeterRegistry meters,
            @Value("${whistle.upkeep:12h}") Duration every,
            @Value("${whistle.background:true}") boolean enabled) {
        super("upkeep", enabled);
        this.every = every;
        this.jdbc = jdbc;
        this.retentions = List.copyOf(retentions);
        this.meters = meters;
        // from the start, so that an alert sees the first failure as an increase
        retentions.forEach(this::failures);
    }

    @Override
    protected Duration pass() {
        deleteOld();
        return every;
    }

    /** One failure stops no other table; what is left is deleted the next time. */
    public void deleteOld() {
        for (Retention retention : retentions) {
            try {
                int deleted = delete(retention);
                meters.counter("whistle.upkeep.deleted", "table", retention.table())
                        .increment(deleted);
                LOG.info("upkeep table={} deleted={}", retention.table(), deleted);
            } catch (DataAccessException e) {
                failures(retention).increment();
                LOG.error("upkeep failed table={}", retention.table(), e);
            }
        }
    }

    private Counter failures(Retention retention) {
        return meters.counter("whistle.upkeep.failed", "table", retention.table());
    }

    private int delete(Retention retention) {
        String page = """
                delete from %1$s where ctid = any(array(
                    select ctid from %1$s where %2$s limit %3$d for update skip locked))
                """.formatted(retention.table(), retention.ended(), PAGE);
        int all = 0;
        int deleted;
        do {
            deleted = jdbc.sql(page).update();
            all += deleted;
        } while (deleted == PAGE);
        return all;
    }
}
