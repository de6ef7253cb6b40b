package org.whistle.audit.score;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.metrics.ScoredSums;
import org.whistle.events.AdminEvent;
import org.whistle.events.AdminEvent.ScoreBasis;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.text.FreeText;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.json.JsonMapper;

/** A period's states from trial to final: computed, published, open to appeals for five working days, frozen. */
@Service
public class Scores {

    /** 5 working days of 8 hours (domain.md, Score). */
    private static final Duration APPEALS = Duration.ofHours(5 * 8L);

    private final ScoreStore store;
    private final ScoredSums sums;
    private final ReferenceData reference;
    private final AdminLog log;
    private final DatabaseTime time;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    /** Reads everything from one database snapshot, on a connection of its own. */
    private final TransactionTemplate snapshot;

    Scores(
            ScoreStore store,
            ScoredSums sums,
            ReferenceData reference,
            AdminLog log,
            DatabaseTime time,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.sums = sums;
        this.reference = reference;
        this.log = log;
        this.time = time;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setReadOnly(true);
    }

    /** The table of a period: as it was published, or as it would be now. */
    public ScoreTable table(String county, ScorePeriod period) {
        return Objects.requireNonNull(snapshot.execute(_ -> read(county, period)));
    }

    private ScoreTable read(String county, ScorePeriod period) {
        return store.find(county, period.name())
                .map(kept -> told(county, period, kept))
                .orElseGet(() -> trial(county, period));
    }

    /**
     * Publishes a period that is over.
     *
     * @throws RefusedException 409 while it runs, or once it was published
     */
    public ScoreTable publish(String county, ScorePeriod period, Caller caller) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            store.lock(county, period.name());
            Reference inForce = reference.require(county);
            Instant now = time.now();
            if (now.isBefore(inForce.calendar().startOf(period.to()))) {
                throw conflict("PERIOD_RUNNING");
            }
            if (store.find(county, period.name()).isPresent()) {
                throw conflict("ALREADY_PUBLISHED");
            }
            Made made = made(inForce, policy(inForce, period), period);
            ScoreStore.Kept kept = new ScoreStore.Kept(
                    ScoreStore.Status.PUBLISHED,
                    now,
                    inForce.calendar().afterWork(now, APPEALS),
                    null,
                    made.basis(),
                    made.scores());
            store.keep(county, period.name(), kept);
            log.note(county, new AdminEvent.ScoresPublished(period.name(), made.basis()), caller);
            return told(county, period, kept);
        }));
    }

    /**
     * Makes a period final, with what appeals changed, by the policy it was published with.
     *
     * @throws RefusedException 409 before it was published, while appeals are open, once it is frozen, or where that policy
     *     is not what it was
     */
    public ScoreTable freeze(String county, ScorePeriod period, Caller caller) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            store.lock(county, period.name());
            ScoreStore.Kept published = store.find(county, period.name()).orElseThrow(() -> conflict("NOT_PUBLISHED"));
            Instant now = time.now();
            if (published.status() == ScoreStore.Status.FROZEN) {
                throw conflict("ALREADY_FROZEN");
            }
            if (now.isBefore(published.appealsUntil())) {
                throw conflict("APPEALS_OPEN");
            }
            Made made = madeOnce(county, period, published.basis());
            ScoreStore.Kept kept = new ScoreStore.Kept(
                    ScoreStore.Status.FROZEN,
                    published.publishedAt(),
                    published.appealsUntil(),
                    now,
                    made.basis(),
                    made.scores());
            store.keep(county, period.name(), kept);
            log.note(county, new AdminEvent.ScoresFrozen(period.name(), made.basis()), caller);
            return told(county, period, kept);
        }));
    }

    /**
     * Gives points to a unit, until the period is frozen.
     *
     * @throws RefusedException 422 for a unit that is none or more than the policy allows, 409 once it is frozen
     */
    public ScoreTable grant(String county, ScorePeriod period, Grant grant, Caller caller) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            store.lock(county, period.name());
            requireGrantable(county, period, grant);
            Instant now = time.now();
            store.grant(
                    county,
                    period.name(),
                    new ScoreStore.Bonus(
                            ScoreStore.newId(), grant.unit(), grant.points(), grant.reason(), caller.account(), now));
            double points = grant.points().doubleValue();
            log.note(
                    county,
                    new AdminEvent.BonusGranted(period.name(), grant.unit(), points, FreeText.screened(grant.reason())),
                    caller);
            return read(county, period);
        }));
    }

    private void requireGrantable(String county, ScorePeriod period, Grant grant) {
        Reference inForce = reference.require(county);
        if (!inForce.units().containsKey(grant.unit())) {
            throw RefusedException.field("/unit", "UNKNOWN_UNIT");
        }
        requireBegun(inForce, period);
        Policy.OfUnits rules = policy(inForce, period).units();
        BigDecimal most = rules == null ? BigDecimal.ZERO : rules.bonusMost();
        BigDecimal sofar = store.points(county, period.name()).getOrDefault(grant.unit(), BigDecimal.ZERO);
        if (sofar.add(grant.points()).compareTo(most) > 0) {
            throw RefusedException.field(Refusal.FieldError.between(
                    "/points", null, most.subtract(sofar).max(BigDecimal.ZERO)));
        }
        if (store.find(county, period.name())
                .filter(kept -> kept.status() == ScoreStore.Status.FROZEN)
                .isPresent()) {
            throw conflict("ALREADY_FROZEN");
        }
    }

    /** Points for a unit, with the reason. */
    public record Grant(String unit, BigDecimal points, String reason) {}

    /** A sheet with what it was made from. */
    private record Made(ScoreBasis basis, String scores) {}

    private Made made(Reference then, Policy policy, ScorePeriod period) {
        return Objects.requireNonNull(snapshot.execute(_ -> {
            if (!store.factsAreBuilt()) {
                throw conflict("INDICATORS_BUILDING");
            }
            String scores = json.writeValueAsString(sheet(then, policy, period));
            return new Made(
                    new ScoreBasis(
                            policy.code(),
                            then.version().version(),
                            policy.sha256(),
                            then.calendar().version(),
                            store.sizes(),
                            Policy.sha256(scores)),
                    scores);
        }));
    }

    /** By the reference data and the policy of an earlier day. */
    private Made madeOnce(String county, ScorePeriod period, ScoreBasis day) {
        Reference then =
                reference.version(county, day.referenceVersion()).orElseThrow(() -> conflict("POLICY_CHANGED"));
        Policy policy = policy(then, period);
        if (!policy.sha256().equals(day.policySha256())) {
            throw conflict("POLICY_CHANGED");
        }
        return made(then, policy, period);
    }

    /** One period by two policies. */
    record Trials(
            ScoreTable present, ScoreTable draft, @Nullable Double minimumStreetWeight) {}

    /** A period as it would be now, by the policy in force and by a draft: both of the same counts. */
    Trials trials(String county, ScorePeriod period, DraftPolicy draft) {
        Reference inForce = reference.require(county);
        requireBegun(inForce, period);
        Policy present = policy(inForce, period);
        @Nullable Double minimum = inForce.county().minimumStreetWeight();
        Policy other = new DraftReader(present, minimum).read(draft);
        return Objects.requireNonNull(snapshot.execute(
                _ -> new Trials(trial(inForce, present, period), trial(inForce, other, period), minimum)));
    }

    private ScoreTable trial(String county, ScorePeriod period) {
        Reference inForce = reference.require(county);
        requireBegun(inForce, period);
        return trial(inForce, policy(inForce, period), period);
    }

    private ScoreTable trial(Reference inForce, Policy policy, ScorePeriod period) {
        String county = inForce.county().code();
        LocalDate tomorrow = inForce.calendar().dayOf(time.now()).plusDays(1);
        return new ScoreTable(
                county,
                period.name(),
                period.from(),
                period.to(),
                period.to().isAfter(tomorrow) ? tomorrow : period.to(),
                ScoreStore.Status.DRAFT,
                policy.code(),
                null,
                null,
                null,
                null,
                store.bonuses(county, period.name()),
                sheet(inForce, policy, period));
    }

    /** @throws RefusedException 422 for a period that lies ahead */
    void requireBegun(Reference inForce, ScorePeriod period) {
        if (time.now().isBefore(inForce.calendar().startOf(period.from()))) {
            throw RefusedException.field("/period", "PERIOD_AHEAD");
        }
    }

    private ScoreSheet sheet(Reference inForce, Policy policy, ScorePeriod period) {
        String county = inForce.county().code();
        return new SheetMaking(
                        inForce,
                        level -> sums.of(level, List.of(county), period.from(), period.to()),
                        sums.marks(county, period.from(), period.to()),
                        store.points(county, period.name()))
                .sheet(policy);
    }

    private ScoreTable told(String county, ScorePeriod period, ScoreStore.Kept kept) {
        return new ScoreTable(
                county,
                period.name(),
                period.from(),
                period.to(),
                period.to(),
                kept.status(),
                kept.basis().policy(),
                kept.publishedAt(),
                kept.appealsUntil(),
                kept.frozenAt(),
                kept.basis(),
                store.bonuses(county, period.name()),
                json.readValue(kept.scores(), ScoreSheet.class));
    }

    /** The policy of a period, if scores may be made with it. */
    static Policy policy(Reference inForce, ScorePeriod period) {
        try {
            return Policy.on(period.from(), inForce)
                    .orElseThrow(() -> conflict("NO_POLICY"))
                    .allowed(inForce.county().minimumStreetWeight());
        } catch (IllegalArgumentException e) {
            throw conflict("POLICY_NOT_ALLOWED");
        }
    }

    static RefusedException conflict(String code) {
        return new RefusedException(new Refusal.Conflict(code, null, List.of()));
    }
}
