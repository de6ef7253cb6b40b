package org.whistle.audit.metrics;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;

/** Adds facts up by day and by month, at every level they count at. */
@Component
class TallyStore {

    private static final Comparator<Cell> IN_ORDER = Comparator.comparing(Cell::level)
            .thenComparing(Cell::monthly)
            .thenComparing(Cell::bucket)
            .thenComparing(Cell::key)
            .thenComparing(Cell::measure)
            .thenComparing(cell -> cell.stage() == null ? "" : cell.stage().name())
            .thenComparingInt(Cell::slot)
            .thenComparingInt(Cell::shard);

    private final JdbcClient jdbc;

    TallyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One row of a tally; {@code stage} and {@code slot} of the times. */
    private record Cell(
            Level level,
            boolean monthly,
            LocalDate bucket,
            String key,
            Measure measure,
            @Nullable ClockKind stage,
            int slot,
            int shard) {}

    /** What is added to a row. */
    private record Delta(long n, long scored, long amount) {

        Delta plus(Delta other) {
            return new Delta(n + other.n, scored + other.scored, amount + other.amount);
        }

        boolean none() {
            return n == 0 && scored == 0 && amount == 0;
        }
    }

    private record Row(Cell cell, Delta delta) {}

    /** Adds what came and takes away what went: one statement for the counts and one for the times. */
    void apply(FactStore.Change change) {
        Map<Cell, Delta> deltas = new TreeMap<>(IN_ORDER);
        change.added().forEach(fact -> count(fact, 1, deltas));
        change.removed().forEach(fact -> count(fact, -1, deltas));
        List<Row> rows = deltas.entrySet().stream()
                .filter(entry -> !entry.getValue().none())
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
        counts(rows.stream().filter(row -> row.cell().stage() == null).toList());
        times(rows.stream().filter(row -> row.cell().stage() != null).toList());
    }

    void clear() {
        jdbc.sql("truncate tally, stage_tally").update();
    }

    private static void count(StoredFact stored, int sign, Map<Cell, Delta> deltas) {
        Fact fact = stored.fact();
        Delta delta = new Delta(sign, fact.scored() ? sign : 0, sign * fact.amount());
        int slot = fact.stage() == null ? 0 : StageTime.slotOf(fact.amount());
        for (Level level : Level.values()) {
            Optional<String> key = level.keyOf(fact);
            if (key.isPresent()) {
                for (boolean monthly : new boolean[] {false, true}) {
                    LocalDate bucket = monthly ? stored.day().withDayOfMonth(1) : stored.day();
                    Cell cell = new Cell(
                            level, monthly, bucket, key.get(), fact.measure(), fact.stage(), slot, stored.shard());
                    deltas.merge(cell, delta, Delta::plus);
                }
            }
        }
    }

    private void counts(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into tally (level, monthly, bucket, key, measure, shard, n, scored, amount)
                        select * from unnest(:levels::text[], :monthly::boolean[], :buckets::date[], :keys::text[],
                            :measures::text[], :shards::int[], :n::bigint[], :scored::bigint[], :amounts::bigint[])
                        on conflict (level, monthly, bucket, key, measure, shard) do update set
                            n = tally.n + excluded.n, scored = tally.scored + excluded.scored,
                            amount = tally.amount + excluded.amount
                        """)
                .params(keysOf(rows))
                .param("measures", Columns.texts(rows, row -> row.cell().measure()))
                .param("scored", Columns.numbers(rows, row -> row.delta().scored()))
                .update();
        List<Row> less = less(rows);
        if (!less.isEmpty()) {
            jdbc.sql("""
                            delete from tally t using unnest(:levels::text[], :monthly::boolean[], :buckets::date[],
                                :keys::text[], :measures::text[], :shards::int[])
                                as gone (level, monthly, bucket, key, measure, shard)
                            where t.n = 0 and t.level = gone.level and t.monthly = gone.monthly
                            and t.bucket = gone.bucket and t.key = gone.key and t.measure = gone.measure
                            and t.shard = gone.shard
                            """)
                    .params(keysOf(less))
                    .param("measures", Columns.texts(less, row -> row.cell().measure()))
                    .update();
        }
    }

    private void times(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into stage_tally (level, monthly, bucket, key, stage, slot, shard, n, amount)
                        select * from unnest(:levels::text[], :monthly::boolean[], :buckets::date[], :keys::text[],
                            :stages::text[], :slots::int[], :shards::int[], :n::bigint[], :amounts::bigint[])
                        on conflict (level, monthly, bucket, key, stage, slot, shard) do update set
                            n = stage_tally.n + excluded.n, amount = stage_tally.amount + excluded.amount
                        """)
                .params(keysOf(rows))
                .param("stages", Columns.texts(rows, row -> row.cell().stage()))
                .param("slots", Columns.texts(rows, row -> row.cell().slot()))
                .update();
        List<Row> less = less(rows);
        if (!less.isEmpty()) {
            jdbc.sql("""
                            delete from stage_tally t using unnest(:levels::text[], :monthly::boolean[],
                                :buckets::date[], :keys::text[], :stages::text[], :slots::int[], :shards::int[])
                                as gone (level, monthly, bucket, key, stage, slot, shard)
                            where t.n = 0 and t.level = gone.level and t.monthly = gone.monthly
                            and t.bucket = gone.bucket and t.key = gone.key and t.stage = gone.stage
                            and t.slot = gone.slot and t.shard = gone.shard
                            """)
                    .params(keysOf(less))
                    .param("stages", Columns.texts(less, row -> row.cell().stage()))
                    .param("slots", Columns.texts(less, row -> row.cell().slot()))
                    .update();
        }
    }

    /** Rows that may have come down to nothing: they go, so that a tally is the same however it was come by. */
    private static List<Row> less(List<Row> rows) {
        return rows.stream().filter(row -> row.delta().n() < 0).toList();
    }

    private static Map<String, ?> keysOf(List<Row> rows) {
        return Map.of(
                "levels", Columns.texts(rows, row -> row.cell().level()),
                "monthly", Columns.truths(rows, row -> row.cell().monthly()),
                "buckets", Columns.texts(rows, row -> row.cell().bucket()),
                "keys", Columns.texts(rows, row -> row.cell().key()),
                "shards", Columns.texts(rows, row -> row.cell().shard()),
                "n", Columns.numbers(rows, row -> row.delta().n()),
                "amounts", Columns.numbers(rows, row -> row.delta().amount()));
    }
}
