package org.whistle.kit.timer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Our own outages (domain.md, Clocks): a heartbeat in the database on the system clock, which the demo clock does not move;
 * where it stopped for more than five minutes, the clocks this service owns are paused for that time ({@link Sweeps}).
 * Checked before the web server starts, so that an outage is known before any decision.
 */
@Component
@ConditionalOnProperty(name = "whistle.inbox.enabled", matchIfMissing = true)
class Outages implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final boolean enabled;

    Outages(JdbcClient jdbc, TransactionTemplate transaction, @Value("${whistle.background:true}") boolean enabled) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.enabled = enabled;
    }

    @Override
    public void afterPropertiesSet() {
        if (enabled) {
            check();
        }
    }

    /** Beats, where that is due, and notes an outage since the last beat. */
    void check() {
        if (beatIsDue()) {
            transaction.executeWithoutResult(_ -> beat());
        }
    }

    private boolean beatIsDue() {
        return jdbc.sql("select beat_at < clock_timestamp() - interval '20 seconds' from heartbeat")
                .query(Boolean.class)
                .single();
    }

    private void beat() {
        int outages = jdbc.sql("""
                        with last as (select clock_timestamp() - beat_at as ago from heartbeat for update)
                        insert into sweep (outage_from, outage_to)
                        select whistle_now() - ago, whistle_now() from last where ago > interval '5 minutes'
                        """).update();
        if (outages > 0) {
            LOG.warn("outage of ours");
        }
        jdbc.sql("update heartbeat set beat_at = clock_timestamp()").update();
    }
}
