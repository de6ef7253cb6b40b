package org.whistle.audit.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/** The cases behind a number: exactly as many as the number. */
@Service
public class CasesBehind {

    private final IndicatorQueries indicators;
    private final Tallies tallies;
    private final JdbcClient jdbc;

    CasesBehind(IndicatorQueries indicators, Tallies tallies, JdbcClient jdbc) {
        this.indicators = indicators;
        this.tallies = tallies;
        this.jdbc = jdbc;
    }

    /**
     * Which side of which indicator, and which page of it.
     *
     * @param scored only what a score counts, upheld appeals left out
     */
    public record Question(@Nullable Indicator indicator, Side side, boolean scored, int page, int size) {}

    /**
     * One thing that was counted.
     *
     * @param at when it counts
     * @param settled when the round was settled, where that matters
     */
    public record Item(
            UUID caseId,
            @Nullable String caseNumber,
            int round,
            @Nullable UUID assignmentId,
            @Nullable String unit,
            String territory,
            String category,
            Instant at,
            @Nullable Instant settled) {}

    /**
     * A page of them, newest first.
     *
     * @param total the number itself; absent for a person, whose counts are not shown
     */
    public record Found(
            List<Item> items, int page, int size, @Nullable Long total) {

        public Found {
            items = List.copyOf(items);
        }
    }

    /** A page of the cases behind a number of these rows. */
    public Found page(Question question, IndicatorQueries.Question rows, Caller caller) {
        IndicatorQueries.Asked asked = indicators.understoodOfAnyArea(rows, caller);
        Quantity quantity = quantityOf(question, asked.selection().level());
        boolean person = asked.selection().level() == Level.WORKER;
        if (person && !asked.ofOneself()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        CountedFacts counted =
                new CountedFacts(quantity, asked.selection(), asked.period(), asked.now(), question.scored());
        Long total = person ? null : total(counted);
        return new Found(read(counted, question), question.page(), question.size(), total);
    }

    private long total(CountedFacts counted) {
        if (!counted.selection().tallied()) {
            return jdbc.sql("select count(*) " + counted.sql())
                    .params(counted.parameters())
                    .query(Long.class)
                    .single();
        }
        return tallies.of(counted.selection(), counted.period(), counted.now()).values().stream()
                .mapToLong(totals -> counted.quantity().in(counted.scored() ? totals.scored() : totals.all()))
                .sum();
    }

    private static Quantity quantityOf(Question question, Level level) {
        Indicator indicator = question.indicator();
        if (indicator == null) {
            throw RefusedException.missing("/indicator");
        }
        if (!Indicator.of(level).contains(indicator)) {
            throw RefusedException.field("/indicator", "NOT_OF_THE_LEVEL");
        }
        Quantity denominator = indicator.formula().denominator();
        return switch (question.side()) {
            case NUMERATOR -> indicator.formula().numerator();
            case DENOMINATOR -> {
                if (denominator == null) {
                    throw RefusedException.field("/part", "NO_DENOMINATOR");
                }
                yield denominator;
            }
        };
    }

    private List<Item> read(CountedFacts counted, Question question) {
        return jdbc.sql("""
                        select f.case_id, c.case_number, f.round, f.assignment_id, f.unit, f.territory, f.category,
                            f.at, f.settled
                        %s left join audit_case c on c.case_id = f.case_id
                        order by f.at desc, f.case_id, f.assignment_id limit :limit offset :offset
                        """.formatted(counted.sql()))
                .params(counted.parameters())
                .param("limit", question.size())
                .param("offset", (long) question.page() * question.size())
                .query((row, _) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime settled = row.getObject("settled", OffsetDateTime.class);
        return new Item(
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getInt("round"),
                row.getObject("assignment_id", UUID.class),
                row.getString("unit"),
                row.getString("territory"),
                row.getString("category"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                settled == null ? null : settled.toInstant());
    }
}
