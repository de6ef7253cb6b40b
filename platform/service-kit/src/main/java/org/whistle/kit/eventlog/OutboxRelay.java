package org.whistle.kit.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.kit.trace.Traces;

/**
 * Publishes what the outbox names, in its order, by one leader per service: all of a batch is sent and acknowledged before
 * any of it leaves the outbox, and nothing is read again before that, so order per case holds and a crash only repeats.
 */
@Component
public class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long LEADER_LOCK = 0x0_77_68_69_73_74L;
    private static final long POLL_MILLIS = 200;
    private static final long BACK_OFF_MILLIS = 500;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final KafkaClients kafka;
    private final Traces traces;
    private final Semaphore news = new Semaphore(0);
    private final boolean enabled;
    private volatile @Nullable Thread thread;
    private volatile boolean leading;

    OutboxRelay(
            DataSource dataSource,
            JdbcClient jdbc,
            KafkaClients kafka,
            MeterRegistry meters,
            Traces traces,
            @org.springframework.beans.factory.annotation.Value("${whistle.background:true}") boolean enabled) {
        this.dataSource = dataSource;
        this.kafka = kafka;
        this.traces = traces;
        this.enabled = enabled;
        meters.gauge("whistle.outbox.leading", this, relay -> relay.leading ? 1 : 0);
        meters.gauge("whistle.outbox.depth", jdbc, OutboxRelay::depth);
        meters.gauge("whistle.outbox.oldest.seconds", jdbc, OutboxRelay::oldestSeconds);
    }

    /** Says that something was committed. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    @Override
    public void start() {
        if (enabled) {
            Thread relay = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
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

    private void run() {
        while (isRunning()) {
            Producer<byte[], byte[]> producer = kafka.producer();
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                lead(connection, producer);
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
                producer.close(CLOSING);
            }
        }
    }

    private void lead(Connection connection, Producer<byte[], byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException {
        OutboxBatch outbox = new OutboxBatch(connection);
        outbox.removeGuards();
        while (isRunning()) {
            if (!leading) {
                leading = outbox.tryLead(LEADER_LOCK);
            }
            boolean more = leading && publish(outbox, producer);
            if (!more && news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
        outbox.unlock(LEADER_LOCK);
    }

    private boolean publish(OutboxBatch outbox, Producer<byte[], byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException {
        List<OutboxBatch.Row> rows = outbox.read();
        if (rows.isEmpty()) {
            return false;
        }
        List<Span> spans = new ArrayList<>();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
            for (OutboxBatch.Row row : rows) {
                Future<RecordMetadata> ack = producer.send(row.toRecord(traceOf(row, spans)));
                if (ack.isDone()) {
                    ack.get(); // refused at once: nothing after it may overtake it
                }
                sent.add(ack);
            }
            producer.flush();
            for (Future<RecordMetadata> ack : sent) {
                ack.get();
            }
            outbox.delete(rows);
            return true;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private @Nullable String traceOf(OutboxBatch.Row row, List<Span> spans) {
        if (row.traceparent() == null) {
            return null;
        }
        Span span = traces.start(row.topic() + " publish", Span.Kind.PRODUCER, row.traceparent());
        spans.add(span.tag("event.type", row.type()));
        return traces.parentOf(span);
    }

    private static void rest() {
        try {
            Thread.sleep(BACK_OFF_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double depth(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    private static double oldestSeconds(JdbcClient jdbc) {
        return jdbc.sql("""
                        select coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) from outbox
                        """).query(Double.class).single();
    }
}
