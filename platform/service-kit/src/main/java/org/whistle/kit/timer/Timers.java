package org.whistle.kit.timer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.desk.CaseRecord;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.loop.WokenLoop;

/**
 * Fires what is due. The time is a column of the case's row, written in the transaction of every change: so a timer is as
 * persistent as the case, follows a changed clock, fires once with any number of replicas, and never for a case that has
 * moved on.
 */
@Component
@ConditionalOnProperty(name = "whistle.inbox.enabled", matchIfMissing = true)
public class Timers extends WokenLoop {

    static final String FAILED = "whistle.timers.failed";

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int BATCH = 200;
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

    private final CaseStore<?> store;
    private final Outages outages;
    private final Sweeps sweeps;
    private final TransactionTemplate transaction;
    private final Counter failures;

    Timers(
            CaseStore<?> store,
            Outages outages,
            Sweeps sweeps,
            TransactionTemplate transaction,
            MeterRegistry meters,
            @Value("${whistle.background:true}") boolean enabled) {
        super("timers", enabled);
        this.sweeps = sweeps;
        this.store = store;
        this.outages = outages;
        this.transaction = transaction;
        this.failures = meters.counter(FAILED);
    }

    @Override
    protected Duration pass() {
        fireDue();
        return EVERY;
    }

    /**
     * Fires everything that is due now, after all cases followed outages and packs.
     *
     * @return how many cases were fired
     */
    public int fireDue() {
        sweeps.follow(outages::check);
        int fired = 0;
        int firedNow;
        do {
            List<UUID> due = store.due(BATCH);
            firedNow = (int) due.stream().filter(this::fire).count();
            fired += firedNow;
        } while (firedNow == BATCH);
        return fired;
    }

    private boolean fire(UUID caseId) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> fireLocked(store, caseId)));
        } catch (RuntimeException e) {
            failures.increment();
            LOG.error("timer failed case={}", caseId, e);
            transaction.executeWithoutResult(_ -> store.postpone(caseId, AFTER_A_FAILURE));
            return false;
        } finally {
            MDC.remove(CaseStore.LOGGED_NUMBER);
        }
    }

    private static <C extends CaseRecord> boolean fireLocked(CaseStore<C> store, UUID caseId) {
        return store.lockDue(caseId)
                .map(stored -> {
                    store.fire(stored);
                    LOG.info("timer fired case={} version={}", caseId, stored.version());
                    return true;
                })
                .orElse(false);
    }
}
