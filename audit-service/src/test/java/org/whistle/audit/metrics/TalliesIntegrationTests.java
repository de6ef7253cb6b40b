package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.ledger.Entry;
import org.whistle.audit.projection.CaseLog;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;

/** Tallies in PostgreSQL: built event by event, they equal a count over the whole logs, and each number has its cases. */
@DeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TalliesIntegrationTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String PUBLISHED_COUNTY = "350982";
    private static final int CASES = 120;
    private static final int SHARDS = 12;
    private static final int PAGE = 100;
    private static final Caller SUPERVISOR = new Caller(
            "supervisor",
            List.of(new Grant(Role.SUPERVISOR, List.of(CaseScript.COUNTY, PUBLISHED_COUNTY), null)),
            null);

    @Autowired
    private MetricsModel model;

    @Autowired
    private IndicatorQueries indicators;

    @Autowired
    private CasesBehind cases;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url = "";

    private final Map<Integer, List<Envelope>> logs = new HashMap<>();

    /** Monday, 14:00 in the county, whenever the tests run. */
    private final Instant now = Instant.parse("2026-11-23T06:00:00Z");

    @BeforeAll
    void growEventByEvent() {
        SmallCounty.publish(CaseScript.COUNTY);
        SmallCounty.publish(PUBLISHED_COUNTY);
        await().until(() -> reference.find(CaseScript.COUNTY).isPresent()
                && reference.find(PUBLISHED_COUNTY).isPresent());
        itIs(now);
        Instant start = now.minus(Duration.ofDays(170));
        LongStream.range(0, CASES)
                .forEach(seed -> logs.put(
                        (int) seed,
                        RandomCases.log(seed, start).stream()
                                .filter(envelope -> envelope.time().isBefore(now))
                                .toList()));
        logs.values().removeIf(List::isEmpty);
        grow(new Random(3));
        publishedMonth();
    }

    @Test
    void factsAreThoseOfTheWholeLogs() {
        List<String> expected = logs.values().stream()
                .flatMap(log -> Facts.of(CaseStory.of(log), this::calendar).stream())
                .map(fact -> fact.measure() + "|" + fact.at() + "|" + fact.unit() + "|" + fact.scored() + "|"
                        + fact.amount())
                .sorted()
                .toList();

        List<String> stored = jdbc
                .sql("""
                        select measure, at, unit, scored, amount from case_fact where case_id = any(:cases::uuid[])
                        """)
                .param(
                        "cases",
                        logs.values().stream()
                                .map(log -> log.getFirst().subject())
                                .toArray(String[]::new))
                .query((row, _) -> row.getString("measure") + "|"
                        + row.getObject("at", OffsetDateTime.class).toInstant() + "|" + row.getString("unit")
                        + "|" + row.getBoolean("scored") + "|" + row.getLong("amount"))
                .list()
                .stream()
                .sorted()
                .toList();

        assertThat(stored).hasSizeGreaterThan(1_500).isEqualTo(expected);
    }

    @Test
    void talliesAreTheSumsOfFacts() {
        assertThat(differences("""
                select level, monthly, bucket, key, shard, e.* from level_sum
                cross join lateral unnest(measures, n, scored) as e where key like :county
                """, """
                select level, monthly, case when monthly then date_trunc('month', day)::date else day end, key, shard,
                    measure, count(*), count(*) filter (where scored)
                from keyed where measure <> 'STAGE' group by 1, 2, 3, 4, 5, 6
                """)).isZero();
    }

    @Test
    void timesAreTheSumsOfFacts() {
        assertThat(differences("""
                select level, bucket, key, shard, e.stage, sum(e.n)::bigint, sum(e.seconds)::bigint from level_sum
                cross join lateral unnest(stages, ended, seconds) as e (stage, n, seconds)
                where key like :county group by 1, 2, 3, 4, 5
                """, """
                select level, day, key, shard, stage, count(*), sum(amount)::bigint
                from keyed where measure = 'STAGE' and not monthly group by 1, 2, 3, 4, 5
                """)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"WORKER"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyNumberHasAsManyCasesBehindIt(Level level) {
        LocalDate today = now.atZone(ZONE).toLocalDate();
        List<LocalDate[]> periods = List.of(
                new LocalDate[] {today.minusDays(100), today.minusDays(40)},
                new LocalDate[] {today.minusDays(20), today.plusDays(1)});
        for (LocalDate[] period : periods) {
            IndicatorTable table = indicators.table(
                    new IndicatorQueries.Question(level, null, null, period[0], period[1]), SUPERVISOR);
            assertThat(table.rows()).isNotEmpty();
            table.rows().stream()
                    .filter(row -> !row.code().startsWith(PUBLISHED_COUNTY))
                    .limit(4)
                    .forEach(row -> row.indicators().forEach(value -> {
                        behind(row, value.indicator(), Side.NUMERATOR, period, value.numerator());
                        if (value.denominator() != null) {
                            behind(row, value.indicator(), Side.DENOMINATOR, period, value.denominator());
                        }
                    }));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FILING_RATE, 51229, 51571, 0.993368",
        "DISPATCH_RATE, 49151, 51229, 0.959437",
        "CLOSING_RATE, 43523, 52434, 0.830053",
        "ON_TIME_HANDLING, 40394, 52434, 0.770378",
        "REWORK_RATE, 276, 52434, 0.005264",
        "EXTENSION_RATE, 104, 52434, 0.001983"
    })
    void thePublishedMonthComesOutOfTheTallies(Indicator indicator, long numerator, long denominator, double rate) {
        IndicatorTable.Value value = published(indicator, "2020-03-01", "2020-04-01");

        assertThat(value.numerator()).isEqualTo(numerator);
        assertThat(value.denominator()).isEqualTo(denominator);
        assertThat(value.value()).isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({"CLOSING_RATE, 911, 972, 0.937243", "ON_TIME_CLOSING, 737, 972, 0.75823"})
    void thePublishedWeekComesOutOfTheTallies(Indicator indicator, long numerator, long denominator, double rate) {
        IndicatorTable.Value value = published(indicator, "2021-06-07", "2021-06-14");

        assertThat(value.numerator()).isEqualTo(numerator);
        assertThat(value.denominator()).isEqualTo(denominator);
        assertThat(value.value()).isEqualTo(rate);
    }

    @Test
    void partsOfAPeriodAddUpToIt() {
        LocalDate from = now.atZone(ZONE).toLocalDate().minusDays(110);
        long received = count(Indicator.RECEIVED, from, from.plusDays(90));
        long first = count(Indicator.RECEIVED, from, from.plusDays(37));
        long rest = count(Indicator.RECEIVED, from.plusDays(37), from.plusDays(90));

        assertThat(received).isPositive().isEqualTo(first + rest);
    }

    @Test
    void aDeadlineLaterTodayIsNotOverdueYet() {
        CaseScript script = CaseScript.of(
                        9_001,
                        "350981001001001",
                        "C0101",
                        org.whistle.events.code.Source.MEDIA,
                        now.minus(Duration.ofMinutes(3)))
                .reported()
                .then(Said.escalated())
                .ticketed(Said.MISSING)
                .dispatched("WATER");
        LocalDate today = now.atZone(ZONE).toLocalDate();
        long before = count(Indicator.DUE, today, today.plusDays(1));
        follow(9_001, script.log(), 0);

        assertThat(count(Indicator.DUE, today, today.plusDays(1))).isEqualTo(before);
        itIs(now.plus(Duration.ofHours(3)));
        assertThat(count(Indicator.DUE, today, today.plusDays(1)))
                .as("once its two hours have passed")
                .isEqualTo(before + 1);
        itIs(now);
    }

    /** Moves the clock of the database, which runs on from there. */
    private void itIs(Instant instant) {
        try (Connection owner = TestSystem.shared().superuser(url);
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    create or replace function whistle_now() returns timestamptz language sql volatile as
                    $$ select timestamptz '%s' + (clock_timestamp() - timestamptz '%s') $$
                    """.formatted(instant, Instant.now()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(Indicator indicator, LocalDate from, LocalDate to) {
        IndicatorTable.Value value = value(indicator, CaseScript.COUNTY, from, to);
        return java.util.Objects.requireNonNull(value.numerator());
    }

    private IndicatorTable.Value published(Indicator indicator, String from, String to) {
        return value(indicator, PUBLISHED_COUNTY, LocalDate.parse(from), LocalDate.parse(to));
    }

    private IndicatorTable.Value value(Indicator indicator, String county, LocalDate from, LocalDate to) {
        return indicators
                .table(new IndicatorQueries.Question(Level.COUNTY, county, null, from, to), SUPERVISOR)
                .rows()
                .getFirst()
                .indicators()
                .stream()
                .filter(value -> value.indicator() == indicator)
                .findFirst()
                .orElseThrow();
    }

    private void behind(
            IndicatorTable.Row row, Indicator indicator, Side side, LocalDate[] period, @Nullable Long number) {
        var rows = new IndicatorQueries.Question(row.level(), row.code(), row.area(), period[0], period[1]);
        Set<CasesBehind.Item> items = new HashSet<>();
        long found = 0;
        CasesBehind.Found page;
        int at = 0;
        do {
            page = cases.page(new CasesBehind.Question(indicator, side, false, at++, PAGE), rows, SUPERVISOR);
            items.addAll(page.items());
            found += page.items().size();
        } while (page.items().size() == PAGE);

        assertThat(found).as("%s %s of %s", side, indicator, row.code()).isEqualTo(number);
        assertThat(page.total()).isEqualTo(number);
    }

    /** Each case by a few events at a time, several cases together. */
    private void grow(Random random) {
        Map<Integer, Integer> places = new HashMap<>();
        List<Integer> open = new ArrayList<>(logs.keySet());
        while (!open.isEmpty()) {
            Collections.shuffle(open, random);
            int shard = open.getFirst() % SHARDS;
            List<CaseLog> batch = new ArrayList<>();
            for (int seed :
                    open.stream().filter(one -> one % SHARDS == shard).limit(10).toList()) {
                int from = places.getOrDefault(seed, 0);
                int until = Math.min(logs.get(seed).size(), from + 1 + random.nextInt(6));
                batch.add(log(seed, logs.get(seed).subList(0, until), from));
                places.put(seed, until);
                if (until == logs.get(seed).size()) {
                    open.remove(Integer.valueOf(seed));
                }
            }
            transaction.executeWithoutResult(_ -> model.follow(batch));
        }
    }

    private void follow(int seed, List<Envelope> log, int from) {
        transaction.executeWithoutResult(_ -> model.follow(List.of(log(seed, log, from))));
    }

    private static CaseLog log(int seed, List<Envelope> log, int from) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            entries.add(new Entry(seed % SHARDS, i, log.get(i), EventCodec.encode(log.get(i))));
        }
        return new CaseLog(UUID.fromString(log.getFirst().subject()), seed % SHARDS, entries, from);
    }

    private org.whistle.clock.WorkCalendar calendar(String code, @Nullable String version) {
        return reference.timeOf(code).calendar();
    }

    /** Rows of either that the other has not; {@code keyed} are all facts with level and key. */
    private long differences(String tally, String sums) {
        String keyed = java.util.Arrays.stream(Level.values())
                .map(level -> new Selection(level, List.of(CaseScript.COUNTY), null))
                .map(selection -> """
                        select '%s' as level, monthly, %s as key, f.* from case_fact f
                        cross join unnest(:low::text[], :high::text[]) as area (low, high)
                        cross join (values (false), (true)) as grain (monthly) where %s
                        """.formatted(selection.level(), selection.key(), selection.condition()))
                .collect(java.util.stream.Collectors.joining(" union all "));
        return jdbc.sql("with keyed as (" + keyed + "), tallied as (" + tally + "), summed as (" + sums
                        + ") select count(*) from ((table tallied except table summed) union all"
                        + " (table summed except table tallied)) as difference")
                .params(new Selection(Level.COUNTY, List.of(CaseScript.COUNTY), null).parameters())
                .param("county", CaseScript.COUNTY + "%")
                .query(Long.class)
                .single();
    }

    /** The tables that domain.md recomputed, spread over days, months and shards. */
    private void publishedMonth() {
        Map<String, Long> before =
                Map.of("DUE", 10_000L, "SETTLED", 6_717L, "HANDLED_ON_TIME", 6_100L, "SETTLED_ON_TIME", 6_000L);
        before.forEach((measure, n) -> load(measure, "2020-01-15", "2020-02-20", n));
        Map<String, Long> month = Map.of(
                "RECEIVED", 51_571L,
                "FILED", 51_229L,
                "DISPATCHED", 49_151L,
                "DUE", 49_151L,
                "SETTLED", 43_523L,
                "HANDLED_ON_TIME", 40_294L,
                "REWORKS", 276L,
                "EXTENSIONS", 104L);
        month.forEach((measure, n) -> load(measure, "2020-03-01", "2020-03-31", n));
        // Everything of 2020 is closed before the week is judged, which itself begins with 72 carried over.
        load("SETTLED", "2020-05-01", "2020-05-20", 8_911);
        Map.of("DUE", 500L, "SETTLED", 428L).forEach((measure, n) -> load(measure, "2021-05-20", "2021-06-06", n));
        Map.of("DUE", 900L, "SETTLED", 911L, "CLOSED_ON_TIME", 737L)
                .forEach((measure, n) -> load(measure, "2021-06-07", "2021-06-13", n));
    }

    private void load(String measure, String first, String last, long n) {
        jdbc.sql("""
                        with days as (
                            select day::date as day, row_number() over (order by day) - 1 as number,
                                count(*) over () as days
                            from generate_series(:first::date, :last::date, interval '1 day') as day),
                        spread as (
                            select day, (number %% 12)::int as shard,
                                :n / days + case when number < :n %% days then 1 else 0 end as n from days)
                        insert into level_sum as t
                        select 'COUNTY', monthly, case when monthly then date_trunc('month', day)::date else day end,
                            :county, shard, array[:measure], array[sum(n)], array[sum(n)], '{}', '{}', '{}', '{}'
                        from spread cross join (values (false), (true)) as grain (monthly) group by 2, 3, shard
                        on conflict (level, monthly, bucket, key, shard) do update
                        set measures = t.measures || excluded.measures, n = t.n || excluded.n,
                            scored = t.scored || excluded.scored
                        """.replace("%%", "%"))
                .param("first", first)
                .param("last", last)
                .param("n", n)
                .param("county", PUBLISHED_COUNTY)
                .param("measure", measure)
                .update();
    }
}
