package org.whistle.kit.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.loop.Loop;
import org.whistle.kit.trace.Traces;

/**
 * Publishes what the outbox names, in the order of each key, by one leader per service: a row is sent when the one of its key
 * before it was acknowledged, and leaves the outbox after that, so a crash only repeats. What the broker refuses ({@link
 * Unsendable}) or does not acknowledge ({@link Deliveries}) waits without the others. The lease is a lock of the leader's session, which is a connection of its own, outside of the
 * pool: when a round ends, however it ends, the session ends and the lease with it.
 */
@Component
public class OutboxRelay implements SmartLifecycle, Loop {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    static final long LEADER_LOCK = 0x0_77_68_69_73_74L;
    private static final long POLL_MILLIS = 200;
    private static final long POLL_WHILE_SILENT_MILLIS = 1_000;
    private static final long BACK_OFF_MILLIS = 500;
    private static final Properties OWN = new Properties();

    static {
        // above the statement's own limit: only a connection that is dead comes here
        OWN.setProperty("socketTimeout", "60");
        OWN.setProperty("tcpKeepAlive", "true");
    }

    private final SimpleDriverDataSource ownConnections;
    private final Unsendable unsendable;
    private final KafkaClients kafka;
    private final Traces traces;
    private final Semaphore news = new Semaphore(0);
    private final boolean enabled;
    private volatile @Nullable Thread thread;
    private volatile boolean leading;

    OutboxRelay(
            DataSourceProperties database,
            Unsendable unsendable,
            KafkaClients kafka,
            MeterRegistry meters,
            Traces traces,
            @org.springframework.beans.factory.annotation.Value("${whistle.background:true}") boolean enabled) {
        this.ownConnections = database.initializeDataSourceBuilder()
                .type(SimpleDriverDataSource.class)
                .build();
        ownConnections.setConnectionProperties(OWN);
        this.unsendable = unsendable;
        this.kafka = kafka;
        this.traces = traces;
        this.enabled = enabled;
        meters.gauge("whistle.outbox.leading", this, relay -> relay.leading ? 1 : 0);
    }

    /** Wakes the relay after events were committed. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    @Override
    public void start() {
        if (enabled) {
            Thread relay = Thread.ofVirtual().name(name()).unstarted(this::run);
            thread = relay;
            relay.start();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public String name() {
        return "outbox-relay";
    }

    @Override
    public boolean alive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }

    private void run() {
        while (isRunning()) {
            try (Deliveries deliveries = new Deliveries(kafka, unsendable, traces);
                    Connection connection = ownConnections.getConnection()) {
                lead(connection, deliveries);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | ExecutionException | RuntimeException e) {
                if (!isRunning()) {
                    return;
                }
                LOG.warn("outbox relay pauses reason={}", e.toString());
                rest();
            } finally {
                leading = false;
            }
        }
    }

    private void lead(Connection connection, Deliveries deliveries)
            throws SQLException, InterruptedException, ExecutionException {
        OutboxBatch outbox = new OutboxBatch(connection);
        outbox.prepare();
        while (isRunning()) {
            if (!leading) {
                leading = outbox.tryLead(LEADER_LOCK);
            }
            boolean more = leading && publish(outbox, deliveries);
            // what waits is read over at each poll
            long pause = deliveries.held().isEmpty() ? POLL_MILLIS : POLL_WHILE_SILENT_MILLIS;
            if (!more && news.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
    }

    private boolean publish(OutboxBatch outbox, Deliveries deliveries)
            throws SQLException, InterruptedException, ExecutionException {
        outbox.delete(deliveries.arrivedLate());
        List<Unsendable.Lane> held = new ArrayList<>(unsendable.held());
        held.addAll(deliveries.held());
        List<OutboxBatch.Row> rows = outbox.read(held);
        if (rows.isEmpty()) {
            return false;
        }
        List<OutboxBatch.Row> sent = new ArrayList<>(rows.size());
        Set<Unsendable.Lane> stopped = new HashSet<>();
        for (List<OutboxBatch.Row> wave : OutboxBatch.waves(rows)) {
            List<OutboxBatch.Row> next =
                    wave.stream().filter(row -> !stopped.contains(row.lane())).toList();
            List<OutboxBatch.Row> acknowledged = deliveries.send(next);
            next.forEach(row -> stopped.add(row.lane()));
            acknowledged.forEach(row -> stopped.remove(row.lane()));
            sent.addAll(acknowledged);
        }
        outbox.delete(sent);
        return !sent.isEmpty();
    }

    private static void rest() {
        try {
            Thread.sleep(BACK_OFF_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
