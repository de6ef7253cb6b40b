package org.whistle.kit.timer;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Envelope;
import org.whistle.kit.desk.Author;
import org.whistle.kit.desk.CaseRecord;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.problem.Passing;
import org.whistle.kit.reference.ActivationListener;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;

/**
 * Changes that every open case has to follow: an outage of ours pauses its clocks; a new pack moves its deadlines and, where
 * a street was split, the case. Works in pages of cases, each in a transaction of its own that also stores the progress: a
 * million cases hold no lock for long, and a restart continues. Replicas share the pages. A case that fails is logged and skipped.
 */
@Component
@ConditionalOnProperty(name = "whistle.inbox.enabled", matchIfMissing = true)
class Sweeps implements ActivationListener {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
    private static final int PAGE = 50;
    private static final int PAGES = 20;

    /** Every replica has noticed a new pack by then. */
    private static final Duration ALL_HAVE_READ_IT = Duration.ofSeconds(5);

    private static final Duration ALL_HAVE_MOVED = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final CaseStore<?> store;
    private final ReferenceData reference;
    private final ReferenceStore versions;
    private final TransactionTemplate transaction;
    private final TransactionTemplate nested;
    private final MeterRegistry meters;

    Sweeps(
            JdbcClient jdbc,
            CaseStore<?> store,
            ReferenceData reference,
            ReferenceStore versions,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.store = store;
        this.reference = reference;
        this.versions = versions;
        this.transaction = new TransactionTemplate(transactions);
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.meters = meters;
    }

    /** Where a street was split, once more later: until then a desk that is slower may hand over a case by its old code. */
    @Override
    public void activated(String county, long version) {
        begin(county, version, ALL_HAVE_READ_IT);
        if (!versions.moves(county, version).isEmpty()) {
            begin(county, version, ALL_HAVE_MOVED);
        }
    }

    private void begin(String county, long version, Duration in) {
        jdbc.sql("""
                        insert into sweep (county, version, begins_at)
                        values (:county, :version, clock_timestamp() + make_interval(secs => :seconds))
                        """)
                .param("county", county)
                .param("version", version)
                .param("seconds", in.toSeconds())
                .update();
    }

    /**
     * Has all cases follow outages, and at most a thousand cases follow packs, so that timers wait no longer.
     *
     * @param beforeEach page, in which a desk must not look dead
     */
    void follow(Runnable beforeEach) {
        int pages = 0;
        boolean more;
        do {
            beforeEach.run();
            more = next();
            pages++;
        } while (more && (pages < PAGES || outagePending()));
    }

    /** Has the next page of cases follow; false where there is none, or where one of them is in use and only a pack waits. */
    boolean next() {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> {
                Optional<Sweep> first = first();
                first.ifPresent(sweep -> page(store, sweep));
                return first.isPresent();
            }));
        } catch (RuntimeException e) {
            if (!Passing.is(e) || outagePending()) {
                throw e;
            }
            LOG.warn("open cases follow later reason={}", e.toString());
            return false;
        }
    }

    private boolean outagePending() {
        return jdbc.sql("select exists (select from sweep where outage_from is not null)")
                .query(Boolean.class)
                .single();
    }

    private Optional<Sweep> first() {
        return jdbc.sql("""
                        select sweep_id, county, version, outage_from, outage_to, done_through
                        from sweep where begins_at <= clock_timestamp()
                        order by outage_from is null, sweep_id limit 1 for update
                        """).query(Sweeps::sweep).optional();
    }

    private <C extends CaseRecord> void page(CaseStore<C> store, Sweep sweep) {
        List<UUID> page = switch (sweep.cause()) {
            case Pack pack -> store.open(pack.county(), sweep.doneThrough(), PAGE);
            case Outage _ -> store.open("", sweep.doneThrough(), PAGE);
        };
        Follow<C> follow = switch (sweep.cause()) {
            case Pack pack -> following(store, pack);
            case Outage outage -> stored -> store.pause(stored, outage.from(), outage.to());
        };
        page.forEach(caseId -> one(store, caseId, follow));
        if (page.size() == PAGE) {
            jdbc.sql("update sweep set done_through = :last where sweep_id = :id")
                    .param("last", page.getLast())
                    .param("id", sweep.sweepId())
                    .update();
        } else {
            jdbc.sql("delete from sweep where sweep_id = :id")
                    .param("id", sweep.sweepId())
                    .update();
            LOG.info("all open cases follow cause={}", sweep.cause());
        }
    }

    private <C extends CaseRecord> void one(CaseStore<C> store, UUID caseId, Follow<C> follow) {
        try {
            nested.executeWithoutResult(_ -> store.lock(caseId).ifPresent(follow::apply));
        } catch (RuntimeException e) {
            if (Passing.is(e)) {
                throw e;
            }
            meters.counter(Timers.FAILED).increment();
            LOG.error("case does not follow case={}", caseId, e);
        }
    }

    private <C extends CaseRecord> Follow<C> following(CaseStore<C> store, Pack pack) {
        if (reference
                .find(pack.county())
                .filter(known -> known.version().version() >= pack.version())
                .isEmpty()) {
            reference.refresh();
        }
        List<Reference.Move> moves = versions.moves(pack.county(), pack.version());
        UnaryOperator<String> newCode = code -> moves.stream()
                .filter(move -> code.startsWith(move.code()))
                .findFirst()
                .map(move -> move.moved(code))
                .orElse(code);
        Author author = new Author(Envelope.SYSTEM, "SYSTEM", pack.county() + "@" + pack.version());
        return stored -> store.follow(stored, newCode, author);
    }

    private interface Follow<C extends CaseRecord> {

        void apply(Stored<C> stored);
    }

    private static Sweep sweep(ResultSet row, int number) throws SQLException {
        @Nullable String county = row.getString("county");
        return new Sweep(
                row.getLong("sweep_id"),
                county != null
                        ? new Pack(county, row.getLong("version"))
                        : new Outage(
                                row.getTimestamp("outage_from").toInstant(),
                                row.getTimestamp("outage_to").toInstant()),
                row.getObject("done_through", UUID.class));
    }

    private record Sweep(long sweepId, Cause cause, UUID doneThrough) {}

    private sealed interface Cause {}

    private record Pack(String county, long version) implements Cause {}

    private record Outage(Instant from, Instant to) implements Cause {}
}
