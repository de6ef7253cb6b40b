package org.whistle.audit.score;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.whistle.audit.admin.AdminEntries;
import org.whistle.audit.metrics.Recount;
import org.whistle.audit.projection.CaseLogs;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.AdminEvent;
import org.whistle.events.AdminEvent.ScoreBasis;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes published scores once more, from the ledger's events up to the place they were made at, with the policy and calendar
 * of that day, without the stored read models; and reports every difference.
 */
@Service
public class Recomputation {

    private static final Logger LOG = LoggerFactory.getLogger(Recomputation.class);

    /** As long as the comparison of desks and ledger waits, too. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

    private final ScoreStore store;
    private final CaseLogs logs;
    private final ReferenceData reference;
    private final AdminEntries entries;
    private final AdminLog log;
    private final DatabaseTime time;
    private final JsonMapper json;

    /** It reads the whole ledger: one at a time. */
    private final Semaphore one = new Semaphore(1);

    Recomputation(
            ScoreStore store,
            CaseLogs logs,
            ReferenceData reference,
            AdminEntries entries,
            AdminLog log,
            DatabaseTime time,
            JsonMapper json) {
        this.store = store;
        this.logs = logs;
        this.reference = reference;
        this.entries = entries;
        this.log = log;
        this.time = time;
        this.json = json;
    }

    /**
     * The differences; none where everything is as published.
     *
     * @param cases how many were counted again
     */
    public record Result(
            String period,
            ScoreStore.Status status,
            Instant recomputedAt,
            long cases,
            ScoreBasis basis,
            List<Difference> differences) {

        public Result {
            differences = List.copyOf(differences);
        }
    }

    /**
     * One thing that differs.
     *
     * @param where such as {@code units/SANITATION/value}, {@code policy} or {@code scores}
     * @param published the published value
     * @param recomputed the recomputed value
     */
    public record Difference(
            String where,
            @Nullable String published,
            @Nullable String recomputed) {}

    /**
     * Recomputes a period.
     *
     * @throws RefusedException 409 for one that is not published, 503 while another runs
     */
    public Result recompute(String county, ScorePeriod period, Caller caller) {
        ScoreStore.Kept kept = store.find(county, period.name()).orElseThrow(() -> Scores.conflict("NOT_PUBLISHED"));
        if (!one.tryAcquire()) {
            throw new RefusedException(new Refusal.Other(503, "BUSY"));
        }
        try {
            Result result = recomputed(county, period, kept);
            log.note(
                    county,
                    new AdminEvent.ScoresRecomputed(
                            period.name(), result.differences().size()),
                    caller);
            return result;
        } finally {
            one.release();
        }
    }

    private Result recomputed(String county, ScorePeriod period, ScoreStore.Kept kept) {
        ScoreBasis basis = kept.basis();
        Optional<Reference> then = once(county, basis);
        Optional<Policy> policy = then.flatMap(known -> policyOf(known, period));
        Optional<AdminEntries.Proof> proof =
                entries.proofOf(county, period.name(), kept.status() == ScoreStore.Status.FROZEN);
        Differences differences = new Differences()
                .compare(
                        "policy",
                        basis.policySha256(),
                        policy.map(Policy::sha256).orElse(null))
                .compare("scores", basis.scoresSha256(), Policy.sha256(kept.scores()));
        proven(kept, proof, differences);
        long cases = 0;
        if (then.isPresent() && policy.isPresent()) {
            Counting counting = counted(then.get(), period, basis);
            cases = counting.cases();
            Map<String, BigDecimal> bonuses =
                    proof.map(AdminEntries.Proof::bonuses).orElseGet(() -> store.points(county, period.name()));
            ScoreSheet sheet = new SheetMaking(
                            then.get(),
                            counting.recount()::of,
                            counting.recount().marks(),
                            bonuses)
                    .sheet(policy.get());
            differences.compare(read(kept.scores()), json.readTree(json.writeValueAsString(sheet)));
        }
        return new Result(period.name(), kept.status(), time.now(), cases, basis, differences.found());
    }

    private Optional<Reference> once(String county, ScoreBasis basis) {
        try {
            return reference.version(county, basis.referenceVersion());
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.error("reference data unreadable county={} version={}", county, basis.referenceVersion(), e);
            return Optional.empty();
        }
    }

    /** The policy in that version of the reference data, not checked for being allowed; empty where it cannot be read. */
    private static Optional<Policy> policyOf(Reference then, ScorePeriod period) {
        try {
            return Policy.on(period.from(), then);
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.error("policy unreadable period={}", period.name(), e);
            return Optional.empty();
        }
    }

    /** Compares the stored basis with the one in the ledger, whose entry may arrive up to 10 minutes later. */
    private void proven(ScoreStore.Kept kept, Optional<AdminEntries.Proof> proof, Differences differences) {
        Instant since = kept.frozenAt() == null ? kept.publishedAt() : kept.frozenAt();
        if (proof.isPresent() || since.plus(ON_ITS_WAY).isBefore(time.now())) {
            String proven = proof.map(AdminEntries.Proof::basis)
                    .map(json::writeValueAsString)
                    .orElse(null);
            differences.compare("basis", json.writeValueAsString(kept.basis()), proven);
        }
    }

    private JsonNode read(String scores) {
        try {
            return json.readTree(scores);
        } catch (JacksonException e) {
            return json.nullNode();
        }
    }

    private record Counting(Recount recount, long cases) {}

    private Counting counted(Reference then, ScorePeriod period, ScoreBasis basis) {
        Recount recount = new Recount(period.from(), period.to(), then.county().zone(), this::calendar);
        long[] cases = {0};
        logs.each(basis.sizes(), then.county().code(), events -> {
            recount.count(events);
            cases[0]++;
        });
        return new Counting(recount, cases[0]);
    }

    private WorkCalendar calendar(String code, @Nullable String version) {
        return version == null
                ? reference.timeOf(code).calendar()
                : reference.calendar(code.isEmpty() ? null : code, version);
    }
}
