package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.events.code.ScorePart.ACCEPT_ON_TIME;
import static org.whistle.events.code.ScorePart.CLOSING;
import static org.whistle.events.code.ScorePart.FIRST_CHECK;
import static org.whistle.events.code.ScorePart.JUSTIFIED_RETURNS;
import static org.whistle.events.code.ScorePart.ON_TIME_HANDLING;
import static org.whistle.events.code.ScorePart.SATISFACTION;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;

/** The formula, each score worked by hand with the policy of domain.md. */
class ScoringTests {

    private static final Map<ScorePart, Share> ALL_DONE = Map.of(
            ACCEPT_ON_TIME, new Share(10, 10),
            ON_TIME_HANDLING, new Share(10, 10),
            CLOSING, new Share(10, 10),
            FIRST_CHECK, new Share(10, 10),
            JUSTIFIED_RETURNS, new Share(10, 10),
            SATISFACTION, new Share(10, 10));

    /** 10·9/10 + 40·3/4 + 20·4/5 + 15·2/3 + 5·1/2 + 10·7/10 = 9 + 30 + 16 + 10 + 2.5 + 7 = 74.5 */
    @Test
    void theObjectiveScoreIsTheWeightedSumOfShares() {
        Objective objective = objective(Map.of(
                ACCEPT_ON_TIME, new Share(9, 10),
                ON_TIME_HANDLING, new Share(3, 4),
                CLOSING, new Share(4, 5),
                FIRST_CHECK, new Share(2, 3),
                JUSTIFIED_RETURNS, new Share(1, 2),
                SATISFACTION, new Share(7, 10)));

        assertThat(objective.value()).isEqualByComparingTo("74.5");
        assertThat(points(objective, ON_TIME_HANDLING)).isEqualByComparingTo("30");
        assertThat(points(objective, FIRST_CHECK)).isEqualByComparingTo("10");
    }

    /** Without returns and ratings 85 points are left: handling may bring 40·100/85 = 47.0588…, half of it 23.5294… */
    @Test
    void theWeightOfANoneIsSpreadInProportion() {
        Objective objective = objective(Map.of(
                ACCEPT_ON_TIME, new Share(1, 1),
                ON_TIME_HANDLING, new Share(1, 2),
                CLOSING, new Share(1, 1),
                FIRST_CHECK, new Share(1, 1),
                JUSTIFIED_RETURNS, Share.NONE));

        assertThat(line(objective, ON_TIME_HANDLING).counted()).isCloseTo(decimal("47.0588"), within("0.0001"));
        assertThat(points(objective, ON_TIME_HANDLING)).isCloseTo(decimal("23.5294"), within("0.0001"));
        assertThat(line(objective, SATISFACTION).achieved()).isNull();
        assertThat(line(objective, SATISFACTION).counted()).isEqualByComparingTo("0");
        // (10 + 20 + 20 + 15) · 100 / 85 = 76.4705…
        assertThat(objective.value()).isCloseTo(decimal("76.4706"), within("0.0001"));
    }

    @Test
    void nothingButNonesIsNoScore() {
        Score score = only(counted("WATER", Map.of(), StreetMarks.NONE));

        assertThat(score.objective().value()).isNull();
        assertThat(score.value()).isNull();
        assertThat(score.rank()).isNull();
    }

    /** Two streets: 3 cases of 90 each are a mean of 90, one case of 50 is 50; (90 + 50) / 2 = 70, not (3·90 + 50) / 4 = 80. */
    @Test
    void theStreetMarkIsTheMeanOverStreetsOfTheirMeans() {
        Score score = only(counted("WATER", ALL_DONE, marks(street("001", 3, 90), street("002", 1, 50))));

        assertThat(unit(score).mark()).isEqualByComparingTo("70");
        assertThat(unit(score).ofTheGroup()).isFalse();
        // 0.5 · 70 + 0.5 · 100
        assertThat(score.value()).isEqualTo("85.00");
    }

    /** 25·80 + 35·60 + 20·40 + 20·100 = 2000 + 2100 + 800 + 2000 = 6900, of 100 points: 69 */
    @Test
    void aRatingWeighsItsFourMarks() {
        StreetMarks.OfStreet rated = new StreetMarks.OfStreet(
                "001",
                3,
                Map.of(
                        StreetMark.ARRIVAL_SPEED, 240L,
                        StreetMark.QUALITY, 180L,
                        StreetMark.COOPERATION, 120L,
                        StreetMark.COMMUNICATION, 300L));

        assertThat(unit(only(counted("WATER", ALL_DONE, marks(rated)))).mark()).isEqualByComparingTo("69");
    }

    /** The group's members with 3 ratings have 90 and 80: (90 + 80) / 2 = 85; the 10 from two ratings does not count. */
    @Test
    void fewerThanThreeRatingsGetTheMeanOfTheGroupAndItSaysSo() {
        List<Score> scores = Scoring.units(
                Policies.usual(),
                List.of(
                        counted("FEW", ALL_DONE, marks(street("001", 2, 10))),
                        counted("A", ALL_DONE, marks(street("001", 3, 90))),
                        counted("B", ALL_DONE, marks(street("001", 4, 80))),
                        counted("ELSEWHERE", ALL_DONE, marks(street("001", 9, 20)))),
                Map.of("FEW", "city", "A", "city", "B", "city", "ELSEWHERE", "enterprise"));

        Score few = of(scores, "FEW");
        assertThat(unit(few).mark()).isEqualByComparingTo("85");
        assertThat(unit(few).ofTheGroup()).isTrue();
        assertThat(unit(few).marks().ratings()).isEqualTo(2);
        // 0.5 · 85 + 0.5 · 100 = 92.5
        assertThat(few.value()).isEqualTo("92.50");
    }

    @Test
    void inAGroupWithoutAnyMarkTheObjectiveScoreCountsAlone() {
        Score score = only(counted("WATER", ALL_DONE, marks(street("001", 2, 10))));

        assertThat(unit(score).mark()).isNull();
        assertThat(unit(score).ofTheGroup()).isFalse();
        assertThat(score.value()).isEqualTo("100.00");
    }

    @Test
    void theMeanOfTheGroupIsNoScoreForAUnitThatDidNothing() {
        List<Score> scores = Scoring.units(
                Policies.usual(),
                List.of(
                        counted("IDLE", Map.of(), StreetMarks.NONE),
                        counted("A", ALL_DONE, marks(street("001", 3, 90)))),
                Map.of("IDLE", "city", "A", "city"));

        assertThat(of(scores, "IDLE").value()).isNull();
        assertThat(of(scores, "IDLE").rank()).isNull();
    }

    @Test
    void aUnitWithMarksAloneHasThese() {
        assertThat(only(counted("WATER", Map.of(), marks(street("001", 3, 88)))).value())
                .isEqualTo("88.00");
    }

    /** 100 − 3·0.2 − 2·0.5 − 1 − 1 = 96.4; the cases that failed three times are not among the 3. */
    @Test
    void everyKindOfDeductionHasItsPoints() {
        Score score = only(deducted(Map.of(
                ScoreDeduction.FAILED_CHECK, 3L,
                ScoreDeduction.FAILED_THREE_TIMES, 2L,
                ScoreDeduction.MISCONDUCT, 1L,
                ScoreDeduction.SUPERVISION_ORANGE, 1L)));

        assertThat(unit(score).deducted()).isEqualByComparingTo("3.6");
        assertThat(unit(score).deductions())
                .extracting(
                        Score.Deduction::kind,
                        Score.Deduction::cases,
                        one -> one.points().toPlainString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ScoreDeduction.FAILED_CHECK, 3L, "0.6"),
                        org.assertj.core.groups.Tuple.tuple(ScoreDeduction.FAILED_THREE_TIMES, 2L, "1.0"),
                        org.assertj.core.groups.Tuple.tuple(ScoreDeduction.MISCONDUCT, 1L, "1"),
                        org.assertj.core.groups.Tuple.tuple(ScoreDeduction.SUPERVISION_ORANGE, 1L, "1"));
        assertThat(score.value()).isEqualTo("96.40");
    }

    /** 3 in red are 6 points, 5 at most. */
    @Test
    void deductionsAreFivePointsAtMost() {
        Score score = only(deducted(Map.of(ScoreDeduction.SUPERVISION_RED, 3L)));

        assertThat(unit(score).deductions().getFirst().points()).isEqualByComparingTo("6");
        assertThat(unit(score).deducted()).isEqualByComparingTo("5");
        assertThat(score.value()).isEqualTo("95.00");
    }

    @ParameterizedTest
    @CsvSource({"0, 60.00", "2.5, 62.50", "5, 65.00", "7, 65.00"})
    void aBonusIsFivePointsAtMost(BigDecimal bonus, String value) {
        Map<ScorePart, Share> three = Map.of(CLOSING, new Share(3, 5));

        assertThat(only(new ScoreInput("WATER", three, StreetMarks.NONE, Map.of(), bonus))
                        .value())
                .isEqualTo(value);
    }

    @Test
    void aScoreNeitherPassesAHundredNorFallsBelowNothing() {
        ScoreInput best = new ScoreInput("BEST", ALL_DONE, StreetMarks.NONE, Map.of(), decimal("5"));
        ScoreInput worst = new ScoreInput(
                "WORST",
                Map.of(CLOSING, new Share(0, 9)),
                StreetMarks.NONE,
                Map.of(ScoreDeduction.MISCONDUCT, 4L),
                BigDecimal.ZERO);

        assertThat(only(best).value()).isEqualTo("100.00");
        assertThat(only(worst).value()).isEqualTo("0.00");
    }

    /**
     * Three equal parts of a third each come to 100 exactly; a mark of 87.67 makes 0.5·87.67 + 0.5·100 = 93.835, and half
     * a hundredth goes up. Rounded on the way, the thirds would make 93.83.
     */
    @Test
    void halfAHundredthGoesUpHoweverItWasComeBy() {
        Map<ScorePart, Share> thirds =
                Map.of(ON_TIME_HANDLING, new Share(7, 7), CLOSING, new Share(3, 3), FIRST_CHECK, new Share(9, 9));
        StreetMarks marks = marks(new StreetMarks.OfStreet(
                "001",
                100,
                Map.of(
                        StreetMark.ARRIVAL_SPEED, 8767L,
                        StreetMark.QUALITY, 8767L,
                        StreetMark.COOPERATION, 8767L,
                        StreetMark.COMMUNICATION, 8767L)));

        assertThat(only(counted("WATER", thirds, marks)).value()).isEqualTo("93.84");
    }

    @ParameterizedTest
    @CsvSource({"0, 40.00", "0.5, 65.00", "0.7, 75.00", "1, 90.00"})
    void wWeighsTheStreet(BigDecimal weight, String value) {
        Policy usual = Policies.usual();
        Policy.OfUnits rules = Objects.requireNonNull(usual.units());
        Policy weighed = new Policy(
                usual.code(),
                usual.validFrom(),
                usual.parts(),
                new Policy.OfUnits(
                        weight,
                        rules.marks(),
                        rules.deductions(),
                        rules.deductionsMost(),
                        rules.bonusMost(),
                        rules.fewestRatings()),
                "");
        ScoreInput unit = counted("WATER", Map.of(CLOSING, new Share(2, 5)), marks(street("001", 3, 90)));

        assertThat(Scoring.units(weighed, List.of(unit), Map.of()).getFirst().value())
                .isEqualTo(value);
    }

    @Test
    void unitsAreRankedWithinTheirGroupAndEqualsShareAPlace() {
        List<Score> scores = Scoring.units(
                Policies.usual(),
                List.of(
                        counted("A", Map.of(CLOSING, new Share(9, 10)), StreetMarks.NONE),
                        counted("B", Map.of(CLOSING, new Share(18, 20)), StreetMarks.NONE),
                        counted("C", Map.of(CLOSING, new Share(8, 10)), StreetMarks.NONE),
                        counted("NONE", Map.of(), StreetMarks.NONE),
                        counted("POWER", Map.of(CLOSING, new Share(1, 10)), StreetMarks.NONE)),
                Map.of("A", "city", "B", "city", "C", "city", "NONE", "city", "POWER", "enterprise"));

        assertThat(scores.stream().collect(Collectors.toMap(Score::code, one -> String.valueOf(one.rank()))))
                .isEqualTo(Map.of("A", "1", "B", "1", "C", "3", "NONE", "null", "POWER", "1"));
    }

    /** Recurrence of 1 in 4 achieves 3/4: 10 · 3/4 = 7.5 */
    @Test
    void ofRecurrenceLessIsBetter() {
        Score street = Scoring.others(
                        Policies.usual(),
                        ScoreSubject.STREET,
                        List.of(counted(
                                "350981001",
                                Map.of(
                                        ScorePart.RECURRENCE, new Share(1, 4),
                                        ScorePart.VALID_REPORTS, new Share(1, 1),
                                        ScorePart.SELF_HANDLED_SHARE, new Share(0, 1),
                                        ScorePart.ON_TIME_TRIAGE, new Share(1, 1),
                                        ScorePart.ON_TIME_HANDLING, new Share(1, 1),
                                        ScorePart.TRUE_CLOSING, new Share(1, 1)),
                                StreetMarks.NONE)))
                .getFirst();

        assertThat(points(street.objective(), ScorePart.RECURRENCE)).isEqualByComparingTo("7.5");
        // 20 + 0 + 25 + 20 + 10 + 7.5
        assertThat(street.value()).isEqualTo("82.50");
        assertThat(street.rank()).isNull();
        assertThat(street.units()).isNull();
    }

    /** 1 valid of 3 and 1 check of 2: 50/3 + 25 = 41.666… */
    @Test
    void gridWorkersHaveRatesAndNeverAPlaceOrACount() {
        List<Score> workers = Scoring.others(
                Policies.usual(),
                ScoreSubject.GRID_WORKER,
                List.of(
                        worker("zhang", new Share(1, 3), new Share(1, 2)),
                        worker("li", new Share(3, 3), new Share(2, 2))));

        assertThat(workers).extracting(Score::code).containsExactly("li", "zhang");
        assertThat(workers).extracting(Score::rank).containsOnlyNulls();
        assertThat(of(workers, "zhang").value()).isEqualTo("41.67");
        ScoreView told = ScoreView.ofWorker(of(workers, "zhang"));
        assertThat(told.parts()).allSatisfy(part -> {
            assertThat(part.numerator()).isNull();
            assertThat(part.denominator()).isNull();
            assertThat(part.href()).isNull();
            assertThat(part.wholeHref()).isNull();
        });
        assertThat(told.rank()).isNull();
    }

    /** The two sides of a rate count on their own days, so that a share of a short period may be above 1: it brings 1. */
    @Test
    void aShareBringsAWholeAtMost() {
        assertThat(only(counted("WATER", Map.of(CLOSING, new Share(6, 4)), StreetMarks.NONE))
                        .value())
                .isEqualTo("100.00");
    }

    private static Score only(ScoreInput unit) {
        return Scoring.units(Policies.usual(), List.of(unit), Map.of(unit.code(), "city"))
                .getFirst();
    }

    private static Score of(List<Score> scores, String code) {
        return scores.stream()
                .filter(score -> score.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Score.OfUnit unit(Score score) {
        return Objects.requireNonNull(score.units());
    }

    private static Objective objective(Map<ScorePart, Share> shares) {
        return only(counted("WATER", shares, StreetMarks.NONE)).objective();
    }

    private static Objective.Line line(Objective objective, ScorePart part) {
        return objective.lines().stream()
                .filter(line -> line.part() == part)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal points(Objective objective, ScorePart part) {
        return line(objective, part).points();
    }

    private static ScoreInput counted(String code, Map<ScorePart, Share> shares, StreetMarks marks) {
        return new ScoreInput(code, shares, marks, Map.of(), BigDecimal.ZERO);
    }

    private static ScoreInput deducted(Map<ScoreDeduction, Long> cases) {
        return new ScoreInput("WATER", ALL_DONE, StreetMarks.NONE, cases, BigDecimal.ZERO);
    }

    private static ScoreInput worker(String account, Share reports, Share checks) {
        return counted(
                account, Map.of(ScorePart.VALID_REPORTS, reports, ScorePart.CHECKS_ON_TIME, checks), StreetMarks.NONE);
    }

    private static StreetMarks marks(StreetMarks.OfStreet... streets) {
        return new StreetMarks(
                List.of(streets),
                Arrays.stream(streets).mapToLong(StreetMarks.OfStreet::ratings).sum());
    }

    /** So many cases, each mark the same. */
    private static StreetMarks.OfStreet street(String code, long ratings, long mark) {
        return new StreetMarks.OfStreet(
                code,
                ratings,
                Arrays.stream(StreetMark.values()).collect(Collectors.toMap(one -> one, _ -> ratings * mark)));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static org.assertj.core.data.Offset<BigDecimal> within(String offset) {
        return org.assertj.core.data.Offset.offset(decimal(offset));
    }
}
