package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts a number counts, as SQL: the same whether its cases are listed, or it is counted where no tally holds it.
 *
 * @param scored only what a score counts, upheld appeals left out
 */
record CountedFacts(Quantity quantity, Selection selection, Period period, Instant now, boolean scored) {

    private static final LocalDate EVER = LocalDate.EPOCH;

    /**
     * {@code from … join case_fact f on …}. A fact that settles after {@code now} settles on the period's last day or later, so
     * the day before it is a bound that the index of open facts knows.
     */
    String sql() {
        String unsettled = quantity.unlessSettled() == null
                ? ""
                : " and (f.settled_day is null or f.settled_day >= cast(:unless as date) - 1)"
                        + " and (f.settled is null or f.settled_day >= :unless or f.settled >= :now)";
        return """
                from unnest(:low::text[], :high::text[]) as area (low, high)
                join case_fact f on f.measure = :measure and f.day >= :since and f.day < :until and f.at < :now
                    and (f.scored or not :scored) and %s%s
                """.formatted(selection.condition(), unsettled);
    }

    Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new HashMap<>(selection.parameters());
        parameters.put("measure", quantity.measure().name());
        parameters.put("scored", scored);
        parameters.put("since", quantity.window() == Window.PERIOD ? period.from() : EVER);
        parameters.put("until", end(quantity.window()));
        parameters.put("unless", end(quantity.unlessSettled()));
        parameters.put("now", now.atOffset(ZoneOffset.UTC));
        return parameters;
    }

    private LocalDate end(@Nullable Window window) {
        return window == Window.BEFORE_FROM ? period.from() : period.to();
    }
}
