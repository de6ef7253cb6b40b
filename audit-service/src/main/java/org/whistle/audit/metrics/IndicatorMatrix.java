package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One indicator, units or categories against territories.
 *
 * @param from inclusive
 * @param to inclusive
 * @param asOf what lies after it does not count
 * @param rows those that have a cell, by county and code
 * @param columns all there are, by code
 * @param cells where anything counts; any other is 0 of a count and none of a rate
 */
public record IndicatorMatrix(
        Indicator indicator,
        String nameZh,
        String nameEn,
        boolean rate,
        Level rowLevel,
        Level columnLevel,
        LocalDate from,
        LocalDate to,
        Instant asOf,
        List<Heading> rows,
        List<Heading> columns,
        List<Cell> cells) {

    public IndicatorMatrix {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = List.copyOf(cells);
    }

    /**
     * What a row or column is of; names are absent for codes that the reference data no longer has.
     *
     * @param area the county
     */
    public record Heading(
            String area,
            String code,
            @Nullable String nameZh,
            @Nullable String nameEn) {}

    /**
     * One number of a row in a column.
     *
     * @param area the county of the row
     * @param denominator the denominator of a rate; absent for a count
     * @param value a count, or a rate with six decimals; absent for none
     * @param href the cases behind the numerator
     * @param denominatorHref the cases behind the denominator
     */
    public record Cell(
            String area,
            String row,
            String column,
            long numerator,
            @Nullable Long denominator,
            @Nullable Double value,
            String href,
            @Nullable String denominatorHref) {}
}
