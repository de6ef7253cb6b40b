package org.whistle.audit.bulletin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.audit.metrics.Indicator;
import org.whistle.audit.metrics.IndicatorQueries;
import org.whistle.audit.metrics.IndicatorTable;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.score.ScorePeriod;
import org.whistle.audit.score.ScoreReading;
import org.whistle.audit.score.ScoreTable;
import org.whistle.audit.score.ScoreView;
import org.whistle.events.code.Role;
import org.whistle.events.code.ScoreSubject;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** Puts a period's numbers and, once they are published, its scores together. */
@Service
public class BulletinMaking {

    private static final Set<Role> READERS = EnumSet.of(Role.SUPERVISOR, Role.COMMAND_LEADER, Role.DISPATCHER);
    private static final int MOST_CATEGORIES = 15;
    private static final List<Indicator> TOTALS = List.of(
            Indicator.RECEIVED,
            Indicator.FILED,
            Indicator.FILING_RATE,
            Indicator.DISPATCHED,
            Indicator.DISPATCH_RATE,
            Indicator.DUE,
            Indicator.CARRIED_OVER,
            Indicator.CLOSING_RATE,
            Indicator.ON_TIME_HANDLING,
            Indicator.ON_TIME_CLOSING,
            Indicator.OVERDUE_OPEN,
            Indicator.REWORK_RATE,
            Indicator.EXTENSION_RATE,
            Indicator.ACCEPT_ON_TIME,
            Indicator.DISPATCH_ACCURACY,
            Indicator.RESPONSE_RATE,
            Indicator.RESOLUTION_RATE,
            Indicator.SATISFACTION_RATE,
            Indicator.TRUE_CLOSING,
            Indicator.RECURRENCE_RATE,
            Indicator.SELF_HANDLED_SHARE);
    private static final List<Indicator> OF_STREETS = List.of(
            Indicator.VALID_REPORTS,
            Indicator.SELF_HANDLED_SHARE,
            Indicator.RECEIVED,
            Indicator.DUE,
            Indicator.CLOSING_RATE,
            Indicator.ON_TIME_HANDLING,
            Indicator.OVERDUE_OPEN);
    private static final List<Indicator> OF_UNITS = List.of(
            Indicator.DUE,
            Indicator.ACCEPT_ON_TIME,
            Indicator.CLOSING_RATE,
            Indicator.ON_TIME_HANDLING,
            Indicator.REWORK_RATE,
            Indicator.OVERDUE_OPEN);
    private static final List<Indicator> OF_CATEGORIES =
            List.of(Indicator.RECEIVED, Indicator.DUE, Indicator.CLOSING_RATE, Indicator.ON_TIME_HANDLING);

    private final IndicatorQueries indicators;
    private final ScoreReading scores;
    private final ReferenceData reference;
    private final DatabaseTime time;

    BulletinMaking(IndicatorQueries indicators, ScoreReading scores, ReferenceData reference, DatabaseTime time) {
        this.indicators = indicators;
        this.scores = scores;
        this.reference = reference;
        this.time = time;
    }

    /** The bulletin of a period, up to now. */
    public Bulletin of(ScorePeriod period, @Nullable String asked, Caller caller) {
        String county = scores.county(asked, READERS, caller);
        Reference inForce = reference.require(county);
        Optional<ScoreTable> published = published(period, county, caller);
        List<Bulletin.Section> sections = new ArrayList<>();
        sections.add(totals(ask(Level.COUNTY, period, inForce, caller)));
        sections.add(table(
                "二、各街道", null, OF_STREETS, ask(Level.STREET, period, inForce, caller), row -> street(row, inForce)));
        sections.add(
                table("三、责任单位", null, OF_UNITS, ask(Level.UNIT, period, inForce, caller), row -> unit(row, inForce)));
        sections.add(categories(ask(Level.CATEGORY, period, inForce, caller), inForce));
        published.ifPresent(table -> sections.add(ranking(table, scores.lines(table))));
        return new Bulletin(
                inForce.county().nameZh() + "“街道吹哨、部门报到”工作通报",
                period.from() + " 至 " + period.to().minusDays(1),
                local(time.now(), inForce),
                sections,
                basis(published.orElse(null), inForce));
    }

    /** All rows of a level in the county; territories are asked for by the county that encloses them. */
    private IndicatorTable ask(Level level, ScorePeriod period, Reference inForce, Caller caller) {
        String county = inForce.county().code();
        LocalDate tomorrow = inForce.calendar().dayOf(time.now()).plusDays(1);
        if (!period.from().isBefore(tomorrow)) {
            throw RefusedException.field("/period", "PERIOD_AHEAD");
        }
        return indicators.table(
                new IndicatorQueries.Question(
                        level,
                        level.territorial() ? county : null,
                        level.territorial() ? null : county,
                        period.from(),
                        period.to().isAfter(tomorrow) ? tomorrow : period.to()),
                caller);
    }

    private static Bulletin.Section totals(IndicatorTable table) {
        List<Bulletin.Line> lines = table.rows().stream()
                .flatMap(row -> TOTALS.stream().flatMap(indicator -> value(row, indicator).stream()))
                .map(value -> new Bulletin.Line(
                        value.nameZh(),
                        List.of(
                                cell(value),
                                count(value.numerator(), value.href()),
                                value.denominator() == null
                                        ? new Bulletin.Cell("", null)
                                        : count(value.denominator(), value.denominatorHref()))))
                .toList();
        return new Bulletin.Section("一、总体情况", null, List.of("指标", "数值", "分子", "分母"), lines);
    }

    private static Bulletin.Section table(
            String title,
            @Nullable String note,
            List<Indicator> columns,
            IndicatorTable table,
            Function<IndicatorTable.Row, String> names) {
        return new Bulletin.Section(
                title,
                note,
                Stream.concat(Stream.of("名称"), columns.stream().map(Indicator::nameZh))
                        .toList(),
                table.rows().stream()
                        .map(row -> line(names.apply(row), row, columns))
                        .toList());
    }

    private static Bulletin.Section categories(IndicatorTable table, Reference inForce) {
        List<IndicatorTable.Row> most = table.rows().stream()
                .sorted(Comparator.comparingLong(BulletinMaking::received).reversed())
                .limit(MOST_CATEGORIES)
                .toList();
        IndicatorTable shown = new IndicatorTable(table.level(), table.from(), table.to(), table.asOf(), most);
        return table("四、高发类别", "按受理数从多到少，至多 15 类", OF_CATEGORIES, shown, row -> category(row, inForce));
    }

    private static Bulletin.Section ranking(ScoreTable table, List<ScoreView> lines) {
        List<Bulletin.Line> ranked = lines.stream()
                .filter(line -> line.subject() == ScoreSubject.UNIT)
                .map(line -> new Bulletin.Line(
                        Optional.ofNullable(line.nameZh()).orElse(line.code()),
                        List.of(
                                plain(line.group()),
                                plain(line.rank()),
                                new Bulletin.Cell(
                                        line.value() == null
                                                ? "—"
                                                : line.value().toPlainString(),
                                        "/api/audit/scores/" + table.period() + "/" + line.code() + "?county="
                                                + table.county()),
                                plain(line.objective()),
                                plain(
                                        line.street() == null
                                                ? null
                                                : line.street().mark()),
                                plain(line.bonus()),
                                plain(line.deducted()))))
                .toList();
        return new Bulletin.Section(
                "五、责任单位考评（" + (table.frozenAt() == null ? "公示" : "定版") + "）",
                "同组排名；街道评价少于规定件数的取同组平均",
                List.of("名称", "分组", "排名", "得分", "客观分", "街道评价", "加分", "扣分"),
                ranked);
    }

    private Optional<ScoreTable> published(ScorePeriod period, String county, Caller caller) {
        try {
            return Optional.of(scores.table(county, period, caller)).filter(table -> table.publishedAt() != null);
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static List<String> basis(@Nullable ScoreTable table, Reference inForce) {
        List<String> basis = new ArrayList<>(List.of(
                "数据来自审计账本，每个数字可点开到案件，每个案件可核验。", "参考数据版本 " + inForce.version().version()));
        if (table != null && table.basis() != null) {
            basis.add("考评办法 " + table.policy() + "，成绩校验码 " + table.basis().scoresSha256());
        }
        return basis;
    }

    private static Bulletin.Line line(String name, IndicatorTable.Row row, List<Indicator> columns) {
        return new Bulletin.Line(
                name,
                columns.stream()
                        .map(indicator ->
                                value(row, indicator).map(BulletinMaking::cell).orElse(Bulletin.Cell.NONE))
                        .toList());
    }

    private static Optional<IndicatorTable.Value> value(IndicatorTable.Row row, Indicator indicator) {
        return row.indicators().stream()
                .filter(value -> value.indicator() == indicator)
                .findFirst();
    }

    private static long received(IndicatorTable.Row row) {
        return value(row, Indicator.RECEIVED)
                .map(IndicatorTable.Value::numerator)
                .orElse(0L);
    }

    private static Bulletin.Cell cell(IndicatorTable.Value value) {
        Long numerator = value.numerator();
        Long denominator = value.denominator();
        if (denominator == null) {
            return count(numerator, value.href());
        }
        return numerator == null || denominator == 0
                ? Bulletin.Cell.NONE
                : new Bulletin.Cell(percent(numerator, denominator), page(value.href()));
    }

    /** In per cent with two decimals, rounded half up. */
    private static String percent(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP)
                        .toPlainString()
                + "%";
    }

    private static Bulletin.Cell count(@Nullable Long number, @Nullable String href) {
        return number == null
                ? Bulletin.Cell.NONE
                : new Bulletin.Cell(String.format(Locale.ROOT, "%,d", number), page(href));
    }

    /** The page of the same cases, for people. */
    private static @Nullable String page(@Nullable String href) {
        return href == null ? null : href.replace("/api/audit/indicators/cases?", "/api/audit/bulletins/cases?");
    }

    private static Bulletin.Cell plain(@Nullable Object value) {
        return value == null ? Bulletin.Cell.NONE : new Bulletin.Cell(value.toString(), null);
    }

    private static String street(IndicatorTable.Row row, Reference inForce) {
        return territory(row.code(), inForce);
    }

    private static String territory(String code, Reference inForce) {
        Reference.Jurisdiction known = inForce.jurisdictions().get(code);
        return known == null ? code : known.nameZh();
    }

    private static String unit(IndicatorTable.Row row, Reference inForce) {
        Reference.Unit unit = inForce.units().get(row.code());
        return unit == null
                ? territory(row.code().replaceFirst("^" + Reference.STREET_UNIT_PREFIX, ""), inForce)
                : unit.nameZh();
    }

    private static String category(IndicatorTable.Row row, Reference inForce) {
        return inForce.conditionsOf(row.code()).stream()
                .map(Reference.Condition::nameZh)
                .findFirst()
                .orElse(row.code());
    }

    private static String local(Instant instant, Reference inForce) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .format(instant.atZone(inForce.county().zone()));
    }
}
