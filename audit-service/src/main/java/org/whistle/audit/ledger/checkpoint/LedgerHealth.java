package org.whistle.audit.ledger.checkpoint;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Shard;

/**
 * Reports the age of the oldest entry without a checkpoint (or without a cosigned one where a witness is configured) and the
 * active alarms; the health stays UP.
 */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {

    private final JdbcClient jdbc;
    private final Alarms alarms;
    private final Witnessing witnessing;
    private final WitnessLoop witness;

    LedgerHealth(JdbcClient jdbc, Alarms alarms, Witnessing witnessing, WitnessLoop witness, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.alarms = alarms;
        this.witnessing = witnessing;
        this.witness = witness;
        meters.gauge("whistle.ledger.checkpoint.age", this, LedgerHealth::oldestSeconds);
        meters.gauge("whistle.ledger.entries", this, LedgerHealth::entries);
        meters.gauge(
                "whistle.ledger.alarms",
                this,
                health -> health.alarms.standing().size());
    }

    @Override
    public Health health() {
        List<String> standing = alarms.standing().stream()
                .map(alarm -> alarm.shard().name() + " " + alarm.kind() + ": " + alarm.detail())
                .toList();
        return Health.up()
                .withDetail("checkpointAgeSeconds", oldestSeconds())
                .withDetail(
                        "witness", !witnessing.wanted() ? "none" : witness.reachable() ? "reachable" : "unreachable")
                .withDetail("alarms", standing)
                .build();
    }

    private double entries() {
        return jdbc.sql("""
                        select coalesce(sum(size), 0) from generate_series(0, :last) as shard
                        join lateral (
                            select max(index) + 1 as size from entry e where e.shard = shard.shard) as counted on true
                        """)
                .param("last", Shard.ADMIN.number())
                .query(Double.class)
                .single();
    }

    /** Age in seconds of the oldest entry that no checkpoint covers, or no cosigned one where a witness is configured. */
    private double oldestSeconds() {
        String covering = witnessing.wanted() ? "cosignature" : "checkpoint";
        return jdbc.sql("""
                        select coalesce(max(extract(epoch from clock_timestamp() - e.appended_at)), 0)
                        from generate_series(0, :last) as shard
                        join lateral (
                            select coalesce(max(size), 0) as size from %s c where c.shard = shard.shard) as covered on true
                        join entry e on e.shard = shard.shard and e.index = covered.size
                        """.formatted(covering))
                .param("last", Shard.ADMIN.number())
                .query(Double.class)
                .single();
    }
}
