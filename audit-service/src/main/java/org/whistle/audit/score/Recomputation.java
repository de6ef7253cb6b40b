package org.whistle.audit.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.audit.admin.AdminEntries;
import org.whistle.audit.admin.AdminLog;
import org.whistle.audit.metrics.Recount;
import org.whistle.audit.projection.CaseLogs;
import org.whistle.events.AdminEvent;
import org.whistle.events.AdminEvent.ScoreBasis;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes published scores once more, from the ledger's events up to the place they were made at, with the policy and calendar
 * of that day, past every table that is kept; and shows whatever differs.
 */
@Service
public class Recomputation {

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
     * What came out otherwise; nothing where everything is as it was published.
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
     * @param published as it was told
     * @param recomputed as it is now
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
        Reference then = reference.version(county, basis.referenceVersion()).orElse(reference.require(county));
        Policy policy = Scores.policy(then, period);
        Recount recount = new Recount(period.from(), period.to(), then.county().zone(), this::calendar);
        long[] cases = {0};
        logs.each(basis.sizes(), county, events -> {
            recount.count(events);
            cases[0]++;
        });
        ScoreSheet sheet =
                new SheetMaking(then, recount::of, recount.marks(), store.points(county, period.name())).sheet(policy);
        List<Difference> differences = new ArrayList<>(ofTheBasis(county, period, kept, policy));
        differences.addAll(between(kept.scores(), json.writeValueAsString(sheet)));
        return new Result(period.name(), kept.status(), time.now(), cases[0], basis, differences);
    }

    private org.whistle.clock.WorkCalendar calendar(String code, @Nullable String version) {
        return version == null
                ? reference.timeOf(code).calendar()
                : reference.calendar(code.isEmpty() ? null : code, version);
    }

    /** Whether policy, table and what the ledger says of them are still those of the day. */
    private List<Difference> ofTheBasis(String county, ScorePeriod period, ScoreStore.Kept kept, Policy policy) {
        List<Difference> differences = new ArrayList<>();
        ScoreBasis basis = kept.basis();
        differs(differences, "policy", basis.policySha256(), policy.sha256());
        differs(differences, "scores", basis.scoresSha256(), Policy.sha256(kept.scores()));
        entries.basisOf(county, period.name(), kept.status() == ScoreStore.Status.FROZEN)
                .ifPresent(proven ->
                        differs(differences, "basis", json.writeValueAsString(proven), json.writeValueAsString(basis)));
        return differences;
    }

    private List<Difference> between(String published, String recomputed) {
        Map<String, String> before = flat(json.readTree(published));
        Map<String, String> after = flat(json.readTree(recomputed));
        List<Difference> differences = new ArrayList<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .sorted()
                .forEach(where -> differs(differences, where, before.get(where), after.get(where)));
        return differences;
    }

    private static void differs(
            List<Difference> differences, String where, @Nullable String published, @Nullable String recomputed) {
        if (!Objects.equals(published, recomputed)) {
            differences.add(new Difference(where, published, recomputed));
        }
    }

    /** Every value under its path; lines by their code, so that one more does not shift the rest. */
    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> values = new TreeMap<>();
        flat("", node, values);
        return values;
    }

    private static void flat(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(field -> flat(path + "/" + field.getKey(), field.getValue(), values));
        } else if (node.isArray()) {
            int place = 0;
            for (JsonNode each : node) {
                flat(path + "/" + nameOf(each, place++), each, values);
            }
        } else {
            values.put(path.substring(1), node.asString());
        }
    }

    private static String nameOf(JsonNode each, int place) {
        for (String key : List.of("code", "part", "street", "kind")) {
            if (each.has(key)) {
                return each.get(key).asString();
            }
        }
        return String.valueOf(place);
    }
}
