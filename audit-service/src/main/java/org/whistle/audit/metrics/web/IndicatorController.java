package org.whistle.audit.metrics.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.metrics.CasesBehind;
import org.whistle.audit.metrics.Indicator;
import org.whistle.audit.metrics.IndicatorMatrix;
import org.whistle.audit.metrics.IndicatorQueries;
import org.whistle.audit.metrics.IndicatorTable;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.metrics.MatrixQueries;
import org.whistle.audit.metrics.Side;
import org.whistle.kit.caller.Caller;

/** Indicators, and what they count. */
@RestController
@RequestMapping("/api/audit/indicators")
class IndicatorController {

    private static final int DEFAULT_SIZE = 50;

    private final IndicatorQueries indicators;
    private final CasesBehind cases;
    private final MatrixQueries matrices;

    IndicatorController(IndicatorQueries indicators, CasesBehind cases, MatrixQueries matrices) {
        this.indicators = indicators;
        this.matrices = matrices;
        this.cases = cases;
    }

    /** Which rows, of which days, both of them included. */
    record Rows(
            @Nullable Level level,
            @Nullable @Size(max = 60) String code,
            @Nullable @Size(max = 15) String area,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        IndicatorQueries.Question question() {
            return IndicatorQueries.Question.until(level, code, area, from, to);
        }
    }

    /** Which number, and which page of its cases; {@code part} is numerator or denominator, {@code scored} a score's. */
    record Number(
            @Nullable Indicator indicator,
            @Nullable Side part,
            @Nullable Boolean scored,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {

        CasesBehind.Question question() {
            return new CasesBehind.Question(
                    indicator,
                    part == null ? Side.NUMERATOR : part,
                    Boolean.TRUE.equals(scored),
                    page == null ? 0 : page,
                    size == null ? DEFAULT_SIZE : size);
        }
    }

    /** Which indicator, and of which rows and columns: {@code UNIT} and {@code STREET} by default. */
    record Table(
            @Nullable Indicator indicator,
            @Nullable Level rows,
            @Nullable Level columns) {

        MatrixQueries.Question question() {
            return new MatrixQueries.Question(indicator, rows, columns);
        }
    }

    @GetMapping
    IndicatorTable table(@Valid Rows rows, Caller caller) {
        return indicators.table(rows.question(), caller);
    }

    @GetMapping("/matrix")
    IndicatorMatrix matrix(@Valid Table table, @Valid Rows rows, Caller caller) {
        return matrices.matrix(table.question(), rows.question(), caller);
    }

    @GetMapping("/cases")
    CasesBehind.Found cases(@Valid Number number, @Valid Rows rows, Caller caller) {
        return cases.page(number.question(), rows.question(), caller);
    }
}
