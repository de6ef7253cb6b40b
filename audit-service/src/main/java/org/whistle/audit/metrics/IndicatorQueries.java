package org.whistle.audit.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.time.DatabaseTime;

/** The indicators of domain.md for any level and period, each with the link to its cases. */
@Service
public class IndicatorQueries {

    private final Tallies tallies;
    private final Codes codes;
    private final DatabaseTime time;

    IndicatorQueries(Tallies tallies, Codes codes, DatabaseTime time) {
        this.tallies = tallies;
        this.codes = codes;
        this.time = time;
    }

    /**
     * Which numbers to read.
     *
     * @param code a territory or one that encloses it, or a unit, category or worker; absent for all
     * @param area the county or community of a unit, category or worker; absent for all; for cases any territory
     * @param from inclusive, the county's days; absent for the month of {@code to}
     * @param to exclusive; absent for tomorrow
     */
    public record Question(
            @Nullable Level level,
            @Nullable String code,
            @Nullable String area,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        /** The same question by the last day of the period, inclusive. */
        public static Question until(
                @Nullable Level level,
                @Nullable String code,
                @Nullable String area,
                @Nullable LocalDate from,
                @Nullable LocalDate last) {
            return new Question(level, code, area, from, last == null ? null : last.plusDays(1));
        }
    }

    /** A question that was understood. */
    record Asked(Selection selection, Period period, Instant now, boolean ofOneself) {}

    /** The table that answers it. */
    public IndicatorTable table(Question question, Caller caller) {
        Asked asked = understood(question, caller);
        Map<String, Totals> rows = new TreeMap<>(tallies.of(asked.selection(), asked.period(), asked.now()));
        only(question, asked).ifPresent(key -> rows.putIfAbsent(key, new Totals()));
        boolean persons = asked.selection().level() == Level.WORKER;
        Map<String, List<StageTime>> times = persons ? Map.of() : tallies.times(asked.selection(), asked.period());
        return new IndicatorTable(
                asked.selection().level(),
                asked.period().from(),
                asked.period().last(),
                asked.now(),
                rows.entrySet().stream()
                        .map(row ->
                                row(row.getKey(), row.getValue(), times.getOrDefault(row.getKey(), List.of()), asked))
                        .toList());
    }

    /** Checks the caller's rights, the codes and the period. */
    private Asked understood(Question question, Caller caller) {
        return understood(question, caller, Level::digits);
    }

    /** The same for a question that facts answer: a unit's or a category's area may be any territory, too. */
    Asked understoodOfAnyArea(Question question, Caller caller) {
        return understood(question, caller, level -> level == Level.WORKER ? level.digits() : Level.GRID.digits());
    }

    private Asked understood(Question question, Caller caller, ToIntFunction<Level> finest) {
        Level level = question.level();
        if (level == null) {
            throw RefusedException.missing("/level");
        }
        IndicatorAccess sight = new IndicatorAccess(caller);
        sight.of(level, null, null);
        codes.require(level, question.code(), question.area(), finest.applyAsInt(level));
        Selection selection = sight.of(level, question.code(), question.area());
        Instant now = time.now();
        Period period = Periods.of(question.from(), question.to(), now, codes.zoneOf(selection));
        return new Asked(selection, period, now, sight.ofOneself(selection));
    }

    /** The key of the row asked for by its exact code: it is returned even if nothing was counted. */
    private static Optional<String> only(Question question, Asked asked) {
        Selection selection = asked.selection();
        if (question.code() == null || selection.areas().size() > 1) {
            return Optional.empty();
        }
        String area = selection.areas().getFirst();
        if (area.length() != selection.level().digits()) {
            return Optional.empty();
        }
        return Optional.of(selection.level().territorial() ? area : area + "/" + question.code());
    }

    private static IndicatorTable.Row row(String key, Totals totals, List<StageTime> times, Asked asked) {
        Level level = asked.selection().level();
        return new IndicatorTable.Row(
                level,
                level.territorial() ? null : Level.areaOf(key),
                Level.nameOf(key),
                Indicator.of(level).stream()
                        .map(indicator -> value(indicator, totals.all(), key, asked))
                        .toList(),
                times.stream()
                        .sorted(Comparator.comparing(StageTime::stage))
                        .map(IndicatorTable.Stage::of)
                        .toList());
    }

    private static IndicatorTable.Value value(Indicator indicator, Sums sums, String key, Asked asked) {
        boolean person = asked.selection().level() == Level.WORKER;
        boolean linked = !person || asked.ofOneself();
        OptionalDouble value = indicator.value(sums);
        long denominator = indicator.denominator(sums);
        return new IndicatorTable.Value(
                indicator,
                indicator.nameZh(),
                indicator.nameEn(),
                person ? null : indicator.numerator(sums),
                person || !indicator.isRate() ? null : denominator,
                value.isPresent() ? value.getAsDouble() : null,
                indicator == Indicator.TRUE_CLOSING && denominator > 0
                        ? Interval.of(indicator.numerator(sums), denominator)
                        : null,
                linked ? Links.to(indicator, Side.NUMERATOR, key, asked) : null,
                linked && indicator.isRate() ? Links.to(indicator, Side.DENOMINATOR, key, asked) : null);
    }
}
