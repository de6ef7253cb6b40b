package org.whistle.audit.projection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.kafka.Topics;

/**
 * How far every read model has read each shard. A model moves with its place in one transaction, so it neither misses an
 * entry nor takes one twice; the place is locked by the replica that moves it.
 */
@Component
public class Projection {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    static final int BATCH = 1_000;

    private final Map<String, ReadModel> models;
    private final CaseLogs logs;
    private final Feeding feeding;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Projection(
            List<ReadModel> models, CaseLogs logs, Feeding feeding, JdbcClient jdbc, TransactionTemplate transaction) {
        this.models = models.stream().collect(Collectors.toUnmodifiableMap(ReadModel::name, Function.identity()));
        this.logs = logs;
        this.feeding = feeding;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A shard with entries that some model has not seen. */
    record Lag(int shard, long behind) {}

    /** A model's place in a shard; {@code failures}: whether cases of it are set aside there. */
    private record Place(String model, long next, boolean failures) {}

    /** Makes sure that every model has a place in every shard. */
    void register() {
        jdbc.sql("""
                        insert into projection (model, shard, built)
                        select model, shard, not exists (select 1 from entry where entry.shard = each.shard)
                        from unnest(:models::text[]) as model, generate_series(0, :last) as each (shard)
                        on conflict do nothing
                        """)
                .param("models", models.keySet().toArray(String[]::new))
                .param("last", Topics.CASE_EVENT_PARTITIONS - 1)
                .update();
    }

    /** The shards in which something waits. */
    List<Lag> lags() {
        return jdbc.sql("""
                        select shard, size - next_index as behind from (
                            select p.shard, min(p.next_index) as next_index,
                                (select coalesce(max(e.index) + 1, 0) from entry e where e.shard = p.shard) as size
                            from projection p where p.model = any(:models) group by p.shard) as place
                        where size > next_index order by shard
                        """)
                .param("models", models.keySet().toArray(String[]::new))
                .query(Lag.class)
                .list();
    }

    /** How a batch ended. */
    enum Step {
        /** nothing waited, or another replica is at it */
        NONE,
        /** some models moved, others or more entries wait */
        SOME,
        /** all models asked for are at the end of the ledger */
        ALL;

        boolean moved() {
            return this != NONE;
        }
    }

    /**
     * Moves the models of a shard on by one batch, those nearest to the end of the ledger: what is built again holds up no
     * other.
     *
     * @param most entries
     */
    Step advance(int shard, int most) {
        return advance(shard, most, models.keySet(), LongStream::max);
    }

    /** The same for those models alone that follow at once. */
    Step advanceHurried(int shard, int most) {
        return advance(
                shard,
                most,
                models.values().stream()
                        .filter(ReadModel::hurried)
                        .map(ReadModel::name)
                        .collect(Collectors.toUnmodifiableSet()),
                LongStream::max);
    }

    /** The same for those furthest behind: they move however fast the ledger grows for the others. */
    Step advanceFurthest(int shard, int most) {
        return advance(shard, most, models.keySet(), LongStream::min);
    }

    private Step advance(int shard, int most, Set<String> those, Function<LongStream, OptionalLong> first) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<Place> places = places(shard, those);
            long size = places.isEmpty() ? 0 : size(shard);
            OptionalLong place =
                    first.apply(places.stream().mapToLong(Place::next).filter(next -> next < size));
            if (place.isEmpty()) {
                return Step.NONE;
            }
            long from = place.getAsLong();
            long until = Math.min(until(from, size, places), from + most);
            List<CaseLog> grown = logs.grown(shard, from, until);
            List<Place> moving =
                    places.stream().filter(waiting -> waiting.next() == from).toList();
            moving.forEach(model -> feeding.feed(named(model.model()), grown, model.failures()));
            move(shard, moving.stream().map(Place::model).toList(), until, until == size);
            boolean all =
                    until == size && places.stream().allMatch(other -> other.next() == from || other.next() >= size);
            return all ? Step.ALL : Step.SOME;
        }));
    }

    /**
     * Drops a read model and lets it be built again from the ledger, which meanwhile grows on.
     *
     * @throws IllegalArgumentException for a model there is not
     */
    public void rebuild(String model) {
        ReadModel dropped = named(model);
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from projection where model = :model for update")
                    .param("model", model)
                    .query(row -> {});
            dropped.clear();
            feeding.forgetFailures(model);
            jdbc.sql("""
                            update projection p set next_index = 0,
                                built = not exists (select 1 from entry where entry.shard = p.shard)
                            where model = :model
                            """).param("model", model).update();
        });
        LOG.info("read model is built again model={}", model);
    }

    private ReadModel named(String model) {
        ReadModel named = models.get(model);
        if (named == null) {
            throw new IllegalArgumentException("model: " + model + " (expected: one of " + names() + ")");
        }
        return named;
    }

    /** The names of all read models, sorted. */
    public List<String> names() {
        return models.keySet().stream().sorted().toList();
    }

    /** Whether every model has seen all of the ledger. */
    public boolean caughtUp() {
        return lags().isEmpty();
    }

    /** The models' places, locked; empty while another replica moves one of them. */
    private List<Place> places(int shard, Set<String> those) {
        List<Place> places = jdbc.sql("""
                        select model, next_index as next, exists (
                            select 1 from projection_failure f where f.model = p.model and f.shard = p.shard) as failures
                        from projection p
                        where shard = :shard and model = any(:models) order by model
                        for update of p skip locked
                        """)
                .param("shard", shard)
                .param("models", those.toArray(String[]::new))
                .query(Place.class)
                .list();
        return places.size() == those.size() ? places : List.of();
    }

    /** Up to the end of the ledger, or to the place of another model that is ahead. */
    private static long until(long from, long size, List<Place> places) {
        return places.stream()
                .mapToLong(Place::next)
                .filter(next -> next > from)
                .min()
                .orElse(size);
    }

    private long size(int shard) {
        return jdbc.sql("select coalesce(max(index) + 1, 0) from entry where shard = :shard")
                .param("shard", shard)
                .query(Long.class)
                .single();
    }

    private void move(int shard, List<String> moving, long until, boolean toTheEnd) {
        jdbc.sql(
                        "update projection set next_index = :until, built = built or :end where shard = :shard and model = any(:models)")
                .param("until", until)
                .param("end", toTheEnd)
                .param("shard", shard)
                .param("models", moving.toArray(String[]::new))
                .update();
    }
}
