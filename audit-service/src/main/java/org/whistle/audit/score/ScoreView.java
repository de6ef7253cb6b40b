package org.whistle.audit.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.audit.metrics.Indicator;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.metrics.Links;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;

/**
 * One line of a table as answered to callers: every number with the link to its cases. Points have four decimals.
 *
 * @param value from 0 to 100; absent where nothing could be judged
 */
public record ScoreView(
        ScoreSubject subject,
        String code,
        @Nullable String nameZh,
        @Nullable String nameEn,
        @Nullable String group,
        @Nullable Integer rank,
        @Nullable BigDecimal value,
        @Nullable BigDecimal objective,
        List<Part> parts,
        @Nullable Street street,
        @Nullable BigDecimal bonus,
        @Nullable BigDecimal deducted,
        List<Deducted> deductions) {

    private static final int DECIMALS = 4;

    /**
     * A part of the objective score.
     *
     * @param counted what it could bring after the weight of every "none" was spread
     * @param achieved from 0 to 1, absent for a none
     */
    public record Part(
            ScorePart part,
            String nameZh,
            String nameEn,
            BigDecimal weight,
            BigDecimal counted,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal achieved,
            BigDecimal points,
            @Nullable String href,
            @Nullable String wholeHref) {

        Part withoutLinks() {
            return new Part(
                    part, nameZh, nameEn, weight, counted, numerator, denominator, achieved, points, null, null);
        }
    }

    /**
     * The street mark.
     *
     * @param weight {@code w}
     * @param ofTheGroup whether it is the mean of the group, since too few rated the unit
     * @param ratedShare rated of confirmed; absent where nothing was confirmed
     */
    public record Street(
            BigDecimal weight,
            @Nullable BigDecimal mark,
            boolean ofTheGroup,
            long ratings,
            long confirmations,
            @Nullable BigDecimal ratedShare,
            List<StreetMarks.OfStreet> streets,
            @Nullable String href) {

        Street withoutLink() {
            return new Street(weight, mark, ofTheGroup, ratings, confirmations, ratedShare, streets, null);
        }
    }

    /** Points deducted. */
    public record Deducted(
            ScoreDeduction kind,
            long cases,
            BigDecimal pointsACase,
            BigDecimal points,
            @Nullable String href) {

        Deducted withoutLink() {
            return new Deducted(kind, cases, pointsACase, points, null);
        }
    }

    /** Names of a code. */
    public record Names(@Nullable String zh, @Nullable String en) {}

    /** The same for a caller who may see no case. */
    ScoreView withoutLinks() {
        return new ScoreView(
                subject,
                code,
                nameZh,
                nameEn,
                group,
                rank,
                value,
                objective,
                parts.stream().map(Part::withoutLinks).toList(),
                street == null ? null : street.withoutLink(),
                bonus,
                deducted,
                deductions.stream().map(Deducted::withoutLink).toList());
    }

    /** A person's line: rates only, without counts and links to cases. */
    static ScoreView ofWorker(Score score) {
        List<Part> rates = score.objective().lines().stream()
                .map(line -> part(line, null, null, null, null))
                .toList();
        return new ScoreView(
                ScoreSubject.GRID_WORKER,
                score.code(),
                null,
                null,
                null,
                null,
                score.value(),
                rounded(score.objective().value()),
                rates,
                null,
                null,
                null,
                List.of());
    }

    /** Makes a line of a table. */
    static ScoreView of(ScoreSubject subject, Score score, Names names, ScoreTable table) {
        Ways links = new Ways(subject, score.code(), table);
        Score.OfUnit units = score.units();
        return new ScoreView(
                subject,
                score.code(),
                names.zh(),
                names.en(),
                score.group(),
                score.rank(),
                score.value(),
                rounded(score.objective().value()),
                score.objective().lines().stream()
                        .map(line -> part(line, links))
                        .toList(),
                units == null ? null : street(units, links),
                units == null ? null : units.bonus(),
                units == null ? null : units.deducted(),
                units == null
                        ? List.of()
                        : units.deductions().stream()
                                .map(one -> new Deducted(
                                        one.kind(),
                                        one.cases(),
                                        one.pointsACase(),
                                        one.points(),
                                        links.to(Counts.behind(one.kind()), false)))
                                .toList());
    }

    private static Part part(Objective.Line line, Ways links) {
        Indicator indicator = Counts.behind(links.subject(), line.part());
        return part(
                line, line.share().part(), line.share().whole(), links.to(indicator, false), links.to(indicator, true));
    }

    private static Part part(
            Objective.Line line,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable String href,
            @Nullable String wholeHref) {
        return new Part(
                line.part(),
                line.part().nameZh(),
                line.part().nameEn(),
                line.weight(),
                required(line.counted()),
                numerator,
                denominator,
                rounded(line.achieved()),
                required(line.points()),
                href,
                wholeHref);
    }

    private static Street street(Score.OfUnit units, Ways links) {
        return new Street(
                units.streetWeight(),
                rounded(units.mark()),
                units.ofTheGroup(),
                units.marks().ratings(),
                units.marks().confirmations(),
                rounded(units.marks().ratedShare().value().orElse(null)),
                units.marks().streets(),
                links.to(Indicator.RATED_SHARE, false));
    }

    private static BigDecimal required(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal value) {
        return value == null ? null : required(value);
    }

    /** The links of one line. */
    private record Ways(ScoreSubject subject, String code, ScoreTable table) {

        String to(Indicator indicator, boolean whole) {
            Level level = Counts.levelOf(subject);
            return Links.scored(indicator, whole, level, table.county(), code, table.from(), table.until());
        }
    }
}
