package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;

/**
 * Reads sums of a period. What lies ahead of {@code now} on its last day, such as a deadline this evening, does not count
 * yet. In the SQL, {@code offset 0} keeps PostgreSQL from joining a whole level before it looks at the days.
 */
@Component
class Tallies {

    private final JdbcClient jdbc;

    Tallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sums of each row, by its key and in its order. */
    Map<String, Totals> of(Selection selection, Period period, Instant now) {
        Map<String, Totals> rows = new TreeMap<>();
        jdbc.sql("""
                        select t.key, t.measure, s.before, sum(t.n) as n, sum(t.scored) as scored
                        from unnest(:monthly::boolean[], :since::date[], :until::date[], :before::boolean[])
                            as s (monthly, since, until, before)
                        cross join unnest(:low::text[], :high::text[]) as area (low, high)
                        cross join lateral (
                            select r.key, e.measure, e.n, e.scored from level_sum r
                            cross join lateral unnest(r.measures, r.n, r.scored) as e (measure, n, scored)
                            where r.level = :level and r.monthly = s.monthly
                            and r.bucket >= s.since and r.bucket < s.until
                            and r.key >= area.low collate "C" and r.key < area.high collate "C"
                            and (not s.before or e.measure = any(:stocks))
                            offset 0) as t
                        where :names::text[] is null or substr(t.key, strpos(t.key, '/') + 1) = any(:names)
                        group by t.key, t.measure, s.before
                        """)
                .params(selection.parameters())
                .params(spans(period))
                .param("stocks", Quantity.stocks().stream().map(Measure::name).toArray(String[]::new))
                .query(row -> {
                    rows.computeIfAbsent(row.getString("key"), _ -> new Totals())
                            .add(
                                    Measure.valueOf(row.getString("measure")),
                                    row.getBoolean("before"),
                                    row.getLong("n"),
                                    row.getLong("scored"));
                });
        withoutWhatLiesAhead(rows, selection, period, now);
        return rows;
    }

    /** The times of each row's stages. */
    Map<String, List<StageTime>> times(Selection selection, Period period) {
        Map<String, List<StageTime>> rows = new HashMap<>();
        jdbc.sql("""
                        with slots as (
                            select t.key, t.stage, t.slot, sum(t.n) as n, sum(t.amount) as amount
                            from unnest(:low::text[], :high::text[]) as area (low, high)
                            cross join lateral (
                                select r.key, e.stage, e.slot, e.n, e.amount from level_sum r
                                cross join lateral unnest(r.stages, r.slots, r.ended, r.seconds)
                                    as e (stage, slot, n, amount)
                                where r.level = :level and not r.monthly
                                and r.bucket >= :from and r.bucket < :to
                                and r.key >= area.low collate "C" and r.key < area.high collate "C"
                                offset 0) as t
                            where :names::text[] is null or substr(t.key, strpos(t.key, '/') + 1) = any(:names)
                            group by t.key, t.stage, t.slot),
                        ranked as (
                            select key, stage, slot, sum(n) over upto as passed, sum(n) over everything as total,
                                sum(amount) over everything as seconds
                            from slots window everything as (partition by key, stage),
                                upto as (partition by key, stage order by slot))
                        select key, stage, total, seconds,
                            min(slot) filter (where passed >= ceil(total * 0.5)) as median,
                            min(slot) filter (where passed >= ceil(total * 0.9)) as p90
                        from ranked group by key, stage, total, seconds
                        """)
                .params(selection.parameters())
                .param("from", period.from())
                .param("to", period.to())
                .query(row -> {
                    rows.computeIfAbsent(row.getString("key"), _ -> new ArrayList<>())
                            .add(StageTime.of(
                                    ClockKind.valueOf(row.getString("stage")),
                                    row.getLong("total"),
                                    row.getLong("seconds"),
                                    row.getInt("median"),
                                    row.getInt("p90")));
                });
        return rows;
    }

    private void withoutWhatLiesAhead(Map<String, Totals> rows, Selection selection, Period period, Instant now) {
        jdbc.sql("""
                        select %s as key, f.measure, f.day < :from as before, count(*) as n,
                            count(*) filter (where f.scored) as scored
                        from unnest(:low::text[], :high::text[]) as area (low, high)
                        join case_fact f on f.at >= :now and f.day < :to and %s
                        where f.measure <> 'STAGE' group by 1, 2, 3
                        """.formatted(selection.key(), selection.condition()))
                .params(selection.parameters())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("from", period.from())
                .param("to", period.to())
                .query(row -> {
                    @Nullable Totals totals = rows.get(row.getString("key"));
                    if (totals != null) {
                        totals.add(
                                Measure.valueOf(row.getString("measure")),
                                row.getBoolean("before"),
                                -row.getLong("n"),
                                -row.getLong("scored"));
                    }
                });
    }

    private static Map<String, ?> spans(Period period) {
        List<Period.Span> spans = period.spans();
        return Map.of(
                "monthly", Columns.truths(spans, Period.Span::monthly),
                "since", Columns.texts(spans, Period.Span::since),
                "until", Columns.texts(spans, Period.Span::until),
                "before", Columns.truths(spans, Period.Span::before));
    }
}
