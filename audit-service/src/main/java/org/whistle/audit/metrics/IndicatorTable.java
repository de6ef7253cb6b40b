package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indicators of a level for a period.
 *
 * @param from inclusive
 * @param to inclusive
 * @param asOf what lies after it does not count, though its day does
 * @param rows in the order of their codes, never of their values
 */
public record IndicatorTable(Level level, LocalDate from, LocalDate to, Instant asOf, List<Row> rows) {

    public IndicatorTable {
        rows = List.copyOf(rows);
    }

    /**
     * One territory, unit, category or worker.
     *
     * @param area the county or community, where the code is no territory's
     */
    public record Row(Level level, @Nullable String area, String code, List<Value> indicators, List<Stage> stages) {}

    /**
     * One number.
     *
     * @param numerator the count, or the numerator of a rate; always absent for a person
     * @param denominator the denominator of a rate; always absent for a person
     * @param value a count, or a rate with six decimals; absent for none
     * @param interval of the true closing rate: 95 %, Wilson
     * @param href the cases behind the numerator
     * @param denominatorHref the cases behind the denominator
     */
    public record Value(
            Indicator indicator,
            String nameZh,
            String nameEn,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable Double value,
            @Nullable Interval interval,
            @Nullable String href,
            @Nullable String denominatorHref) {}

    /** The time per stage 环节用时; see {@link StageTime}. */
    public record Stage(
            String stage,
            String nameZh,
            String nameEn,
            long count,
            double meanSeconds,
            double medianSeconds,
            double p90Seconds) {

        static Stage of(StageTime time) {
            return new Stage(
                    time.stage().name(),
                    time.stage().nameZh(),
                    time.stage().nameEn(),
                    time.count(),
                    time.meanSeconds(),
                    time.medianSeconds(),
                    time.p90Seconds());
        }
    }
}
