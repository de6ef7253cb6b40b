package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of days give the same results as the definitions of domain.md, applied case by case. */
class PeriodSumsTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final int CASES = 4_000;

    private static final List<Told> CASES_TOLD = LongStream.range(0, CASES)
            .mapToObj(seed -> Told.by(RandomCases.log(seed)))
            .toList();

    @Test
    void anyPeriodOfTheCountyIsTheSumOfItsDays() {
        compare(_ -> true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WATER", "SANITATION", "MUNICIPAL", "GREENING"})
    void anyPeriodOfAUnitIsTheSumOfItsDays(String unit) {
        compare(fact -> unit.equals(fact.unit()));
    }

    @Test
    void theCasesHaveSomethingToSayAboutAll() {
        Period year = new Period(FIRST, FIRST.plusMonths(9));
        Sums sums = sums(days(_ -> true), year);

        assertThat(Indicator.OVERDUE_OPEN.numerator(sums)).isGreaterThan(20);
        assertThat(Indicator.DUE.numerator(sums)).isGreaterThan(1_000);
        assertThat(Indicator.ON_TIME_HANDLING.numerator(sums)).isGreaterThan(200);
        assertThat(Indicator.ON_TIME_CLOSING.numerator(sums)).isGreaterThan(200);
    }

    private static void compare(Predicate<Fact> of) {
        Random random = new Random(11);
        List<Definitions.DueRound> rounds = CASES_TOLD.stream()
                .flatMap(told -> Definitions.dueRounds(told, of).stream())
                .toList();
        Map<Measure, TreeMap<LocalDate, Long>> days = days(of);
        for (int i = 0; i < 300; i++) {
            LocalDate from = FIRST.plusDays(random.nextInt(200));
            Period period = new Period(from, from.plusDays(1 + random.nextInt(90)));
            Sums sums = sums(days, period);
            Definitions naive = new Definitions(rounds, start(period.from()), start(period.to()));
            assertThat(Indicator.DUE.numerator(sums)).as("due %s", period).isEqualTo(naive.due());
            assertThat(Indicator.CARRIED_OVER.numerator(sums))
                    .as("carried over %s", period)
                    .isEqualTo(naive.carriedOver());
            assertThat(Indicator.CLOSED_OF_DUE.numerator(sums))
                    .as("closed %s", period)
                    .isEqualTo(naive.closed());
            assertThat(Indicator.OVERDUE_OPEN.numerator(sums))
                    .as("open %s", period)
                    .isEqualTo(naive.overdueOpen());
            assertThat(Indicator.ON_TIME_HANDLING.numerator(sums))
                    .as("handled in time %s", period)
                    .isEqualTo(naive.handledInTime());
            assertThat(Indicator.ON_TIME_CLOSING.numerator(sums))
                    .as("closed in time %s", period)
                    .isEqualTo(naive.closedInTime());
        }
    }

    /** Days of each measure, as the tallies keep them. */
    private static Map<Measure, TreeMap<LocalDate, Long>> days(Predicate<Fact> of) {
        Map<Measure, TreeMap<LocalDate, Long>> days = new EnumMap<>(Measure.class);
        CASES_TOLD.forEach(told -> told.facts().stream()
                .filter(of)
                .forEach(fact -> days.computeIfAbsent(fact.measure(), _ -> new TreeMap<>())
                        .merge(fact.at().atZone(ZONE).toLocalDate(), 1L, Long::sum)));
        return days;
    }

    private static Sums sums(Map<Measure, TreeMap<LocalDate, Long>> days, Period period) {
        Totals totals = new Totals();
        days.forEach((measure, perDay) -> {
            totals.add(measure, true, sum(perDay.headMap(period.from())), 0);
            totals.add(measure, false, sum(perDay.subMap(period.from(), period.to())), 0);
        });
        return totals.all();
    }

    private static long sum(Map<LocalDate, Long> days) {
        return days.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
