package org.whistle.audit.projection;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.problem.Passing;

/** Hands cases to a read model; one that fails is set aside and recorded, and the others go on. */
@Component
class Feeding {

    private static final Logger LOG = LoggerFactory.getLogger(Feeding.class);

    private final TransactionTemplate nested;
    private final JdbcClient jdbc;

    Feeding(PlatformTransactionManager transactions, JdbcClient jdbc) {
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.jdbc = jdbc;
    }

    /**
     * All of them at once, or where that fails one by one.
     *
     * @throws RuntimeException a failure that passes, such as a lock; the batch is tried again
     * @param failures whether some cases of the model are set aside, perhaps of these
     */
    void feed(ReadModel model, List<CaseLog> grown, boolean failures) {
        if (grown.isEmpty()) {
            return;
        }
        try {
            nested.executeWithoutResult(_ -> model.follow(grown));
            if (failures) {
                forgetFailures(model, grown);
            }
        } catch (RuntimeException e) {
            if (Passing.is(e)) {
                throw e;
            } else if (grown.size() == 1) {
                setAside(model, grown.getFirst(), e);
            } else {
                grown.forEach(one -> feed(model, List.of(one), failures));
            }
        }
    }

    /** Deletes the record of failed cases of a model that is rebuilt. */
    void forgetFailures(String model) {
        jdbc.sql("delete from projection_failure where model = :model")
                .param("model", model)
                .update();
    }

    private void forgetFailures(ReadModel model, List<CaseLog> grown) {
        jdbc.sql("delete from projection_failure where model = :model and case_id = any(:cases)")
                .param("model", model.name())
                .param("cases", grown.stream().map(CaseLog::caseId).toArray(UUID[]::new))
                .update();
    }

    private void setAside(ReadModel model, CaseLog log, RuntimeException reason) {
        LOG.error(
                "case set aside model={} case={} shard={} index={}",
                model.name(),
                log.caseId(),
                log.shard(),
                log.entries().getLast().index(),
                reason);
        jdbc.sql("""
                        insert into projection_failure (model, case_id, shard, index, reason)
                        values (:model, :case, :shard, :index, :reason)
                        on conflict (model, case_id) do update set
                            index = excluded.index, reason = excluded.reason, failed_at = default
                        """)
                .param("model", model.name())
                .param("case", log.caseId())
                .param("shard", log.shard())
                .param("index", log.entries().getLast().index())
                .param("reason", String.valueOf(reason))
                .update();
    }
}
