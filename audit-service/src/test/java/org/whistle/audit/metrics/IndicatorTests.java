package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The formulas of domain.md, and the tables it was checked against. */
class IndicatorTests {

    private static Sums sums(Map<Measure, Long> period, Map<Measure, Long> before) {
        Totals totals = new Totals();
        period.forEach((measure, n) -> totals.add(measure, false, n, n));
        before.forEach((measure, n) -> totals.add(measure, true, n, n));
        return totals.all();
    }

    /** A published month: 52 434 due, of which some were carried over. */
    private static final Sums MONTH = sums(
            Map.of(
                    Measure.RECEIVED, 51_571L,
                    Measure.FILED, 51_229L,
                    Measure.DISPATCHED, 49_151L,
                    Measure.DUE, 49_151L,
                    Measure.SETTLED, 43_523L,
                    Measure.HANDLED_ON_TIME, 40_294L,
                    Measure.REWORKS, 276L,
                    Measure.EXTENSIONS, 104L),
            Map.of(
                    Measure.DUE, 10_000L,
                    Measure.SETTLED, 6_717L,
                    Measure.HANDLED_ON_TIME, 6_100L,
                    Measure.SETTLED_ON_TIME, 6_000L));

    private static final Sums WEEK = sums(
            Map.of(Measure.DUE, 900L, Measure.SETTLED, 911L, Measure.CLOSED_ON_TIME, 737L),
            Map.of(Measure.DUE, 500L, Measure.SETTLED, 428L));

    @ParameterizedTest
    @CsvSource({
        "FILING_RATE, 51229, 51571, 99.34",
        "DISPATCH_RATE, 49151, 51229, 95.94",
        "CLOSING_RATE, 43523, 52434, 83.01",
        "ON_TIME_HANDLING, 40394, 52434, 77.04",
        "REWORK_RATE, 276, 52434, 0.53",
        "EXTENSION_RATE, 104, 52434, 0.20"
    })
    void thePublishedMonthComesOut(Indicator indicator, long numerator, long denominator, double percent) {
        assertRate(indicator, MONTH, numerator, denominator, percent);
    }

    @ParameterizedTest
    @CsvSource({"CLOSING_RATE, 911, 972, 93.72", "ON_TIME_CLOSING, 737, 972, 75.82"})
    void thePublishedWeekComesOut(Indicator indicator, long numerator, long denominator, double percent) {
        assertRate(indicator, WEEK, numerator, denominator, percent);
    }

    @Test
    void dueIsMoreThanDispatchedWhereCasesAreCarriedOver() {
        assertThat(Indicator.DUE.numerator(MONTH)).isEqualTo(52_434);
        assertThat(Indicator.CARRIED_OVER.numerator(MONTH)).isEqualTo(3_283);
        assertThat(Indicator.OVERDUE_OPEN.numerator(MONTH)).isEqualTo(52_434 - 43_523);
    }

    @ParameterizedTest
    @EnumSource(Indicator.class)
    void aRateOfNothingIsNone(Indicator indicator) {
        OptionalDouble value = indicator.value((_, _) -> 0);

        assertThat(value.isPresent()).isEqualTo(!indicator.isRate());
    }

    @Test
    void ofAPersonThereAreTwoRatesAndNoCount() {
        assertThat(Indicator.of(Level.WORKER)).containsExactly(Indicator.VALID_REPORT_RATE, Indicator.CHECKS_ON_TIME);
    }

    @Test
    void namesAreDistinct() {
        assertThat(Arrays.stream(Indicator.values()).map(Indicator::nameZh)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Indicator.values()).map(Indicator::nameEn)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"9, 10, 0.59585, 0.982124", "0, 20, 0, 0.161125", "20, 20, 0.838875, 1", "1, 1, 0.206549, 1"})
    void theIntervalIsWilsons(long passed, long done, double low, double high) {
        assertThat(Interval.of(passed, done)).isEqualTo(new Interval(low, high));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-04-01, 2, 1",
        "2026-03-05, 2026-03-09, 3, 0",
        "2026-02-10, 2026-05-12, 5, 1",
        "2026-02-10, 2026-03-01, 3, 0"
    })
    void aPeriodIsReadInWholeMonthsWhereItHasSome(LocalDate from, LocalDate to, int spans, int months) {
        Period period = new Period(from, to);

        assertThat(period.spans()).hasSize(spans);
        assertThat(period.spans())
                .filteredOn(span -> span.monthly() && !span.before())
                .hasSize(months);
    }

    private static void assertRate(Indicator indicator, Sums sums, long numerator, long denominator, double percent) {
        assertThat(indicator.numerator(sums)).isEqualTo(numerator);
        assertThat(indicator.denominator(sums)).isEqualTo(denominator);
        assertThat(Math.round(indicator.value(sums).orElseThrow() * 10_000) / 100.0)
                .isEqualTo(percent);
    }
}
