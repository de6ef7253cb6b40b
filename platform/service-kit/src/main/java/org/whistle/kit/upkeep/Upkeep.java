package org.whistle.kit.upkeep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.AdminEvent;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.loop.WokenLoop;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/**
 * Deletes what was kept long enough, at the start and twice a day: page by page, each in its own transaction, so that a
 * million rows block nothing. Replicas share the work. A run that deleted something is an entry of the admin log.
 */
@Component
public class Upkeep extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int PAGE = 1_000;

    /** Their folder may be another machine's. */
    private static final int FILES = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<Retention> retentions;
    private final AdminLog log;
    private final ReferenceData reference;
    private final DatabaseTime time;
    private final MeterRegistry meters;
    private final Duration every;

    /** Rows that were deleted and are no entry of the admin log yet. */
    private final Map<Retention, Integer> unnoted = new HashMap<>();

    Upkeep(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<Retention> retentions,
            AdminLog log,
            ReferenceData reference,
            DatabaseTime time,
            MeterRegistry meters,
            @Value("${whistle.upkeep:12h}") Duration every,
            @Value("${whistle.background:true}") boolean enabled) {
        super("upkeep", enabled);
        this.every = every;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.log = log;
        this.reference = reference;
        this.time = time;
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
    public synchronized void deleteOld() {
        for (Retention retention : retentions) {
            attempt(retention, () -> delete(retention));
            attempt(retention, () -> note(retention));
        }
    }

    private void attempt(Retention retention, Runnable step) {
        try {
            step.run();
        } catch (DataAccessException | TransactionException | UncheckedIOException e) {
            failures(retention).increment();
            LOG.error("upkeep failed table={}", retention.table(), e);
        }
    }

    private Counter failures(Retention retention) {
        return meters.counter("whistle.upkeep.failed", "table", retention.table());
    }

    /**
     * A service's tables hold rows of all its counties: each county's admin log gets an entry, of what was deleted before a
     * failure too.
     */
    private void note(Retention retention) {
        int deleted = unnoted.getOrDefault(retention, 0);
        List<Reference> counties = reference.all();
        if (deleted == 0 || counties.isEmpty()) {
            return;
        }
        @Nullable Duration kept = retention.kept();
        AdminEvent event = new AdminEvent.RecordsDeleted(
                retention.table(), deleted, kept == null ? null : time.now().minus(kept));
        transaction.executeWithoutResult(
                _ -> counties.forEach(one -> log.note(one.county().code(), event)));
        unnoted.remove(retention);
    }

    private void delete(Retention retention) {
        int most = retention.files() == null && retention.alone() == null ? PAGE : FILES;
        int deleted;
        do {
            deleted = deletePage(retention);
            unnoted.merge(retention, deleted, Integer::sum);
            meters.counter("whistle.upkeep.deleted", "table", retention.table()).increment(deleted);
        } while (deleted >= most);
        LOG.info("upkeep table={} deleted={}", retention.table(), unnoted.get(retention));
    }

    private int deletePage(Retention retention) {
        Retention.@Nullable Files files = retention.files();
        @Nullable IntSupplier alone = retention.alone();
        if (alone != null) {
            return alone.getAsInt();
        }
        return files == null ? deleteRows(retention) : deleteWithFiles(retention, files);
    }

    private int deleteRows(Retention retention) {
        return jdbc.sql("""
                        delete from %1$s where ctid = any(array(
                            select ctid from %1$s where %2$s limit %3$d for update skip locked))
                        """.formatted(retention.table(), retention.ended(), PAGE))
                .update();
    }

    /** Files before their rows: where the service ends between them, the rows are still there and both go the next time. */
    private int deleteWithFiles(Retention retention, Retention.Files files) {
        return Objects.requireNonNull(transaction.execute(_ -> deletePage(retention, files)));
    }

    private int deletePage(Retention retention, Retention.Files files) {
        List<String> names = jdbc.sql("select %s from %s where %s limit %d for update skip locked"
                        .formatted(files.column(), retention.table(), retention.ended(), FILES))
                .query(String.class)
                .list();
        names.forEach(files.delete());
        return jdbc.sql("delete from %s where %s = any(:names)".formatted(retention.table(), files.column()))
                .param("names", names.toArray(String[]::new))
                .update();
    }
}
