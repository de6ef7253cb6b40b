package org.whistle.audit.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.loop.WokenLoop;
import org.whistle.kit.reference.ActivationListener;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/**
 * After a street was split, open cases are found under their new codes; ended ones keep theirs. Moves a thousand cases in a
 * transaction, and those that are being written meanwhile at the next look.
 */
@Component
class SplitStreets extends WokenLoop implements ActivationListener {

    private static final int PAGE = 1_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Every replica writes new codes by then ({@link TimelineModel}). */
    private static final Duration ALL_HAVE_READ_IT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final ReferenceStore versions;
    private final TransactionTemplate transaction;

    SplitStreets(
            JdbcClient jdbc,
            ReferenceStore versions,
            TransactionTemplate transaction,
            @Value("${whistle.background:true}") boolean enabled) {
        super("split-streets", enabled);
        this.jdbc = jdbc;
        this.versions = versions;
        this.transaction = transaction;
    }

    @Override
    public void activated(String county, long version) {
        if (!versions.moves(county, version).isEmpty()) {
            jdbc.sql("""
                            insert into sweep (county, version, begins_at)
                            values (:county, :version, clock_timestamp() + make_interval(secs => :seconds))
                            """)
                    .param("county", county)
                    .param("version", version)
                    .param("seconds", ALL_HAVE_READ_IT.toSeconds())
                    .update();
        }
    }

    @Override
    protected Duration pass() {
        return next() ? Duration.ZERO : LOOK;
    }

    /** Moves the next page of cases; false where there is none, or where all that are left are being written. */
    boolean next() {
        return Objects.requireNonNull(
                transaction.execute(_ -> first().map(this::page).orElse(false)));
    }

    private Optional<Sweep> first() {
        return jdbc.sql("""
                        select sweep_id, county, version from sweep where begins_at <= clock_timestamp()
                        order by sweep_id limit 1 for update
                        """).query(Sweep.class).optional();
    }

    private boolean page(Sweep sweep) {
        List<Reference.Move> moves = versions.moves(sweep.county(), sweep.version());
        int moved = moves.stream().mapToInt(this::move).sum();
        if (moved == 0 && moves.stream().noneMatch(this::isLeft)) {
            jdbc.sql("delete from sweep where sweep_id = :id")
                    .param("id", sweep.sweepId())
                    .update();
        }
        return moved > 0;
    }

    private int move(Reference.Move move) {
        return jdbc.sql("""
                        update audit_case set jurisdiction = :to || substr(jurisdiction, length(:from) + 1)
                        where case_id = any(array(
                            select case_id from audit_case where %s limit %d for update skip locked))
                        """.formatted(OPEN_BELOW, PAGE))
                .param("from", move.code())
                .param("to", move.to())
                .update();
    }

    private boolean isLeft(Reference.Move move) {
        return jdbc.sql("select exists (select from audit_case where %s)".formatted(OPEN_BELOW))
                .param("from", move.code())
                .query(Boolean.class)
                .single();
    }

    private static final String OPEN_BELOW = """
            jurisdiction >= :from and jurisdiction < :from || '~'
            and state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')""";

    private record Sweep(long sweepId, String county, long version) {}
}
