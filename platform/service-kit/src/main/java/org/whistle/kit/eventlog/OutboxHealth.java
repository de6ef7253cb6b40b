package org.whistle.kit.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long decisions wait to be published, and what the broker refuses; the health stays UP, so that desks go on deciding.
 */
@Component("outboxHealthIndicator")
class OutboxHealth implements HealthIndicator {

    private final JdbcClient jdbc;
    private final Unsendable unsendable;

    OutboxHealth(JdbcClient jdbc, Unsendable unsendable, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.unsendable = unsendable;
        meters.gauge("whistle.outbox.depth", this, OutboxHealth::depth);
        meters.gauge("whistle.outbox.oldest.seconds", this, OutboxHealth::oldestSeconds);
        meters.gauge(
                "whistle.outbox.refused",
                unsendable,
                refused -> refused.described().size());
    }

    @Override
    public Health health() {
        Health.Builder health = new Health.Builder().withDetail("refused", unsendable.described());
        try {
            return health.up().withDetail("oldestSeconds", oldestSeconds()).build();
        } catch (DataAccessException e) {
            return health.unknown().withException(e).build();
        }
    }

    private double depth() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    private double oldestSeconds() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) from outbox
                        """).query(Double.class).single();
    }
}
