package org.whistle.audit.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/**
 * Units or categories against territories. Tallies hold no such pairs, so the facts are counted: a fact without a territory
 * as fine as the columns is in no column.
 */
@Service
public class MatrixQueries {

    private final IndicatorQueries indicators;
    private final Headings headings;
    private final JdbcClient jdbc;

    MatrixQueries(IndicatorQueries indicators, Headings headings, JdbcClient jdbc) {
        this.indicators = indicators;
        this.headings = headings;
        this.jdbc = jdbc;
    }

    /**
     * Which indicator, of which rows and columns.
     *
     * @param rows unit or category; units where absent
     * @param columns street, community or grid; streets where absent
     */
    public record Question(
            @Nullable Indicator indicator,
            @Nullable Level rows,
            @Nullable Level columns) {}

    private record Place(String row, String column) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::row).thenComparing(Place::column).compare(this, other);
        }
    }

    /**
     * The table.
     *
     * @param within code and area of the rows, and the period; its level is the rows'
     * @throws RefusedException 400 or 422 that names the field; 403 and 404 as for a table of that level
     */
    public IndicatorMatrix matrix(Question question, IndicatorQueries.Question within, Caller caller) {
        Indicator indicator = question.indicator();
        if (indicator == null) {
            throw RefusedException.missing("/indicator");
        }
        Level rows = rowsOf(question);
        Level columns = columnsOf(question);
        if (!Indicator.of(rows).contains(indicator)) {
            throw RefusedException.field("/indicator", "NOT_OF_THE_LEVEL");
        }
        IndicatorQueries.Asked asked = indicators.understoodOfAnyArea(
                new IndicatorQueries.Question(rows, within.code(), within.area(), within.from(), within.to()), caller);
        return told(indicator, columns, asked, cells(indicator, columns, asked));
    }

    private static Level rowsOf(Question question) {
        Level rows = question.rows() == null ? Level.UNIT : question.rows();
        return switch (rows) {
            case UNIT, CATEGORY -> rows;
            case COUNTY, STREET, COMMUNITY, GRID, WORKER -> throw unfit("/rows", Level.UNIT, Level.CATEGORY);
        };
    }

    private static Level columnsOf(Question question) {
        Level columns = question.columns() == null ? Level.STREET : question.columns();
        return switch (columns) {
            case STREET, COMMUNITY, GRID -> columns;
            case COUNTY, UNIT, CATEGORY, WORKER -> throw unfit("/columns", Level.STREET, Level.COMMUNITY, Level.GRID);
        };
    }

    private static RefusedException unfit(String pointer, Level... fit) {
        return RefusedException.field(Refusal.FieldError.oneOf(
                pointer, "INVALID_FIELD", Stream.of(fit).map(Level::name).toList()));
    }

    private List<IndicatorMatrix.Cell> cells(Indicator indicator, Level columns, IndicatorQueries.Asked asked) {
        Map<Place, Long> upper = counted(indicator.formula().numerator(), columns, asked);
        @Nullable Quantity lower = indicator.formula().denominator();
        Map<Place, Long> whole = lower == null ? Map.of() : counted(lower, columns, asked);
        TreeSet<Place> places = new TreeSet<>(upper.keySet());
        places.addAll(whole.keySet());
        return places.stream()
                .map(place ->
                        cell(indicator, place, upper.getOrDefault(place, 0L), whole.getOrDefault(place, 0L), asked))
                .toList();
    }

    private static IndicatorMatrix.Cell cell(
            Indicator indicator, Place place, long numerator, long denominator, IndicatorQueries.Asked asked) {
        boolean rate = indicator.isRate();
        return new IndicatorMatrix.Cell(
                Level.areaOf(place.row()),
                Level.nameOf(place.row()),
                place.column(),
                numerator,
                rate ? denominator : null,
                !rate
                        ? (Double) (double) numerator
                        : denominator == 0 ? null : Rounded.six((double) numerator / denominator),
                Links.within(indicator, Side.NUMERATOR, place.row(), place.column(), asked),
                rate ? Links.within(indicator, Side.DENOMINATOR, place.row(), place.column(), asked) : null);
    }

    private Map<Place, Long> counted(Quantity quantity, Level columns, IndicatorQueries.Asked asked) {
        CountedFacts facts = new CountedFacts(quantity, asked.selection(), asked.period(), asked.now(), false);
        Map<Place, Long> counts = new HashMap<>();
        jdbc.sql("""
                        select %s as row, left(f.territory, :digits) as place, count(*) as n
                        %s where length(f.territory) >= :digits group by 1, 2
                        """.formatted(asked.selection().key(), facts.sql()))
                .params(facts.parameters())
                .param("digits", columns.digits())
                .query(row -> {
                    counts.put(new Place(row.getString("row"), row.getString("place")), row.getLong("n"));
                });
        return counts;
    }

    private IndicatorMatrix told(
            Indicator indicator, Level columns, IndicatorQueries.Asked asked, List<IndicatorMatrix.Cell> cells) {
        Level rows = asked.selection().level();
        Map<String, IndicatorMatrix.Heading> present = new TreeMap<>();
        cells.forEach(cell -> present.computeIfAbsent(
                cell.area() + Level.SEPARATOR + cell.row(), _ -> headings.of(rows, cell.area(), cell.row())));
        List<String> seen = cells.stream().map(IndicatorMatrix.Cell::column).toList();
        return new IndicatorMatrix(
                indicator,
                indicator.nameZh(),
                indicator.nameEn(),
                indicator.isRate(),
                rows,
                columns,
                asked.period().from(),
                asked.period().last(),
                asked.now(),
                new ArrayList<>(present.values()),
                headings.ofTerritories(columns, asked.selection().areas(), seen),
                cells);
    }
}
