package org.whistle.kit.upkeep;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.loop.WokenLoop;

/**
 * Does what a migration left to do in the rows of a large table: a thousand cases in a transaction while the service runs, so
 * that an upgrade of a million cases starts at once and locks no table. Replicas share the pages; a restart goes on.
 */
@Component
class Backfill extends WokenLoop {

    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final int PAGE = 1_000;
    private static final Duration NOTHING_TO_DO = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Backfill(JdbcClient jdbc, TransactionTemplate transaction, @Value("${whistle.background:true}") boolean enabled) {
        super("backfill", enabled);
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    protected Duration pass() {
        return next() ? Duration.ZERO : NOTHING_TO_DO;
    }

    /** Fills the next page; false where nothing is left. */
    boolean next() {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Optional<Task> task = jdbc.sql("select * from backfill order by table_name limit 1 for update")
                    .query(Task.class)
                    .optional();
            task.ifPresent(this::page);
            return task.isPresent();
        }));
    }

    private void page(Task task) {
        List<UUID> page = jdbc.sql("""
                        select case_id from %s where case_id > :last and %s order by case_id limit %d for no key update
                        """.formatted(task.tableName(), task.missing(), PAGE))
                .param("last", task.doneThrough())
                .query(UUID.class)
                .list();
        if (page.isEmpty()) {
            jdbc.sql("delete from backfill where table_name = :table")
                    .param("table", task.tableName())
                    .update();
            LOG.info("rows of before are filled in table={}", task.tableName());
            return;
        }
        jdbc.sql("update %s set %s where case_id = any(:page)".formatted(task.tableName(), task.assignment()))
                .param("page", page.toArray(UUID[]::new))
                .update();
        jdbc.sql("update backfill set done_through = :last where table_name = :table")
                .param("last", page.getLast())
                .param("table", task.tableName())
                .update();
    }

    /**
     * What is left.
     *
     * @param missing true in SQL for a row that has to be filled
     * @param assignment what is set, in SQL
     * @param doneThrough the last case of the last page
     */
    private record Task(String tableName, String missing, String assignment, UUID doneThrough) {}
}
