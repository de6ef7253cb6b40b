package org.whistle.audit.metrics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;

/**
 * Adds facts up by day and by month, at every level they count at. A row holds all sums of its place, so that an event writes
 * a row a place and not a row a measure; how long stages took is kept by day alone.
 */
@Component
class TallyStore {

    private static final Comparator<Place> IN_ORDER = Comparator.comparing(Place::level)
            .thenComparing(Place::monthly)
            .thenComparing(Place::bucket)
            .thenComparing(Place::key)
            .thenComparingInt(Place::shard);

    private static final Comparator<Times> BY_STAGE =
            Comparator.<Times, String>comparing(times -> times.stage().name()).thenComparingInt(Times::slot);

    /** So many rows are merged in far less time than a statement has. */
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    TallyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a row is. */
    private record Place(Level level, boolean monthly, LocalDate bucket, String key, int shard) {}

    /** A slot of a stage. */
    private record Times(ClockKind stage, int slot) {}

    /** What is added to a sum; {@code more} is how many are scored, of a stage the seconds. */
    private record Delta(long n, long more) {

        Delta plus(Delta other) {
            return new Delta(n + other.n, more + other.more);
        }

        boolean none() {
            return n == 0 && more == 0;
        }
    }

    /** What is added to a row, in the order of its arrays. */
    private record Row(Place place, Map<Measure, Delta> counts, Map<Times, Delta> times) {

        Row(Place place) {
            this(place, new TreeMap<>(Comparator.comparing(Measure::name)), new TreeMap<>(BY_STAGE));
        }

        boolean none() {
            return counts.isEmpty() && times.isEmpty();
        }

        boolean less() {
            return counts.values().stream().anyMatch(delta -> delta.n() < 0)
                    || times.values().stream().anyMatch(delta -> delta.n() < 0);
        }
    }

    /** Adds what came and takes away what went. */
    void apply(FactStore.Change change) {
        Map<Place, Row> changed = new TreeMap<>(IN_ORDER);
        change.added().forEach(fact -> count(fact, 1, changed));
        change.removed().forEach(fact -> count(fact, -1, changed));
        List<Row> rows = new ArrayList<>(changed.values());
        rows.forEach(row -> {
            row.counts().values().removeIf(Delta::none);
            row.times().values().removeIf(Delta::none);
        });
        rows.removeIf(Row::none);
        for (int first = 0; first < rows.size(); first += AT_ONCE) {
            add(rows.subList(first, Math.min(first + AT_ONCE, rows.size())));
        }
        List<Row> less = rows.stream().filter(Row::less).toList();
        if (!less.isEmpty()) {
            removeEmpty(less);
        }
    }

    void clear() {
        jdbc.sql("truncate level_sum").update();
    }

    private static void count(StoredFact stored, int sign, Map<Place, Row> rows) {
        Fact fact = stored.fact();
        for (Level level : Level.values()) {
            Optional<String> key = level.keyOf(fact);
            if (key.isPresent()) {
                Place day = new Place(level, false, stored.day(), key.get(), stored.shard());
                if (fact.stage() != null) {
                    Times times = new Times(fact.stage(), StageTime.slotOf(fact.amount()));
                    rowOf(day, rows).times().merge(times, new Delta(sign, sign * fact.amount()), Delta::plus);
                } else {
                    Delta delta = new Delta(sign, fact.scored() ? sign : 0);
                    Place month = new Place(level, true, stored.day().withDayOfMonth(1), day.key(), stored.shard());
                    rowOf(day, rows).counts().merge(fact.measure(), delta, Delta::plus);
                    rowOf(month, rows).counts().merge(fact.measure(), delta, Delta::plus);
                }
            }
        }
    }

    private static Row rowOf(Place place, Map<Place, Row> rows) {
        return rows.computeIfAbsent(place, Row::new);
    }

    /** Sums of 0 are removed, so that a row does not depend on the order of the changes. */
    private void add(List<Row> rows) {
        jdbc.sql("""
                        insert into level_sum as t (level, monthly, bucket, key, shard, measures, n, scored,
                            stages, slots, ended, seconds)
                        select level, monthly, bucket, key, shard, measures::text[], n::bigint[], scored::bigint[],
                            stages::text[], slots::int[], ended::bigint[], seconds::bigint[]
                        from unnest(:levels::text[], :monthly::boolean[], :buckets::date[], :keys::text[],
                            :shards::int[], :measures::text[], :n::text[], :scored::text[], :stages::text[],
                            :slots::text[], :ended::text[], :seconds::text[])
                            as d (level, monthly, bucket, key, shard, measures, n, scored, stages, slots, ended, seconds)
                        on conflict (level, monthly, bucket, key, shard) do update set
                            (measures, n, scored) = (
                                select coalesce(array_agg(measure order by measure collate "C"), '{}'),
                                    coalesce(array_agg(n order by measure collate "C"), '{}'),
                                    coalesce(array_agg(scored order by measure collate "C"), '{}')
                                from (
                                    select measure, sum(n)::bigint as n, sum(scored)::bigint as scored from (
                                        select * from unnest(t.measures, t.n, t.scored) union all
                                        select * from unnest(excluded.measures, excluded.n, excluded.scored))
                                        as one (measure, n, scored)
                                    group by measure having sum(n) <> 0) as summed),
                            (stages, slots, ended, seconds) = (
                                select coalesce(array_agg(stage order by stage collate "C", slot), '{}'),
                                    coalesce(array_agg(slot order by stage collate "C", slot), '{}'),
                                    coalesce(array_agg(n order by stage collate "C", slot), '{}'),
                                    coalesce(array_agg(seconds order by stage collate "C", slot), '{}')
                                from (
                                    select stage, slot, sum(n)::bigint as n, sum(seconds)::bigint as seconds from (
                                        select * from unnest(t.stages, t.slots, t.ended, t.seconds) union all
                                        select * from unnest(excluded.stages, excluded.slots, excluded.ended,
                                            excluded.seconds)) as one (stage, slot, n, seconds)
                                    group by stage, slot having sum(n) <> 0) as summed)
                        """)
                .params(placesOf(rows))
                .param("measures", arrays(rows, row -> row.counts().keySet(), Measure::name))
                .param("n", numbers(rows, Row::counts, Delta::n))
                .param("scored", numbers(rows, Row::counts, Delta::more))
                .param(
                        "stages",
                        arrays(
                                rows,
                                row -> row.times().keySet(),
                                times -> times.stage().name()))
                .param("slots", arrays(rows, row -> row.times().keySet(), times -> String.valueOf(times.slot())))
                .param("ended", numbers(rows, Row::times, Delta::n))
                .param("seconds", numbers(rows, Row::times, Delta::more))
                .update();
    }

    private void removeEmpty(List<Row> rows) {
        jdbc.sql("""
                        delete from level_sum t using unnest(:levels::text[], :monthly::boolean[], :buckets::date[],
                            :keys::text[], :shards::int[]) as gone (level, monthly, bucket, key, shard)
                        where t.measures = '{}' and t.stages = '{}' and t.level = gone.level
                        and t.monthly = gone.monthly and t.bucket = gone.bucket and t.key = gone.key
                        and t.shard = gone.shard
                        """).params(placesOf(rows)).update();
    }

    private static Map<String, ?> placesOf(List<Row> rows) {
        return Map.of(
                "levels", Columns.texts(rows, row -> row.place().level()),
                "monthly", Columns.truths(rows, row -> row.place().monthly()),
                "buckets", Columns.texts(rows, row -> row.place().bucket()),
                "keys", Columns.texts(rows, row -> row.place().key()),
                "shards", Columns.texts(rows, row -> row.place().shard()));
    }

    /** One array literal a row; names and numbers need no quotes. */
    private static <T> String[] arrays(
            List<Row> rows, Function<Row, ? extends Iterable<T>> column, Function<T, String> text) {
        return rows.stream()
                .map(row -> {
                    List<String> texts = new ArrayList<>();
                    column.apply(row).forEach(one -> texts.add(text.apply(one)));
                    return "{" + String.join(",", texts) + "}";
                })
                .toArray(String[]::new);
    }

    private static <T> String[] numbers(
            List<Row> rows, Function<Row, Map<T, Delta>> column, ToLongFunction<Delta> number) {
        return arrays(rows, row -> column.apply(row).values(), delta -> String.valueOf(number.applyAsLong(delta)));
    }
}
