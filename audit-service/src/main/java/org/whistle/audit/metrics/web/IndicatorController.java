package org.whistle.audit.metrics.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
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
import org.whistle.kit.problem.RefusedException;

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

    /** Which rows, of which days. */
    record Rows(
            @Nullable Level level,
            @Nullable @Size(max = 60) String code,
            @Nullable @Size(max = 15) String area,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        IndicatorQueries.Question question() {
            return new IndicatorQueries.Question(level, code, area, from, to);
        }
    }

    /** Which number, and which page of its cases; {@code part} is numerator or denominator, {@code scored} a score's. */
    record Number(
            @Nullable Indicator indicator,
            @Nullable @Size(max = 20) String part,
            @Nullable Boolean scored,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {

        CasesBehind.Question question() {
            return new CasesBehind.Question(
                    indicator,
                    side(),
                    Boolean.TRUE.equals(scored),
                    page == null ? 0 : page,
                    size == null ? DEFAULT_SIZE : size);
        }

        private Side side() {
            return switch (part == null ? "numerator" : part.toLowerCase(Locale.ROOT)) {
                case "numerator" -> Side.NUMERATOR;
                case "denominator" -> Side.DENOMINATOR;
                default -> throw RefusedException.field("/part", "INVALID_FIELD");
            };
        }
    }

    /** Which indicator, and of which rows and columns: {@code UNIT} and {@code STREET} where nothing is said. */
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
