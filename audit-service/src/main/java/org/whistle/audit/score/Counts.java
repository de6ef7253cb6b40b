package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whistle.audit.metrics.Indicator;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.metrics.Marks;
import org.whistle.audit.metrics.Sums;
import org.whistle.events.code.ScoreDeduction;
import org.whistle.events.code.ScorePart;
import org.whistle.events.code.ScoreSubject;
import org.whistle.events.code.StreetMark;

/** Makes the input of scores from indicators: which indicator is which part of a subject's score. */
final class Counts {

    private Counts() {}

    /** The indicator behind a part of a subject's score. */
    static Indicator behind(ScoreSubject subject, ScorePart part) {
        return switch (part) {
            case ACCEPT_ON_TIME -> Indicator.ACCEPT_ON_TIME;
            case ON_TIME_HANDLING ->
                subject == ScoreSubject.UNIT ? Indicator.ON_TIME_HANDLING : Indicator.SELF_HANDLING_ON_TIME;
            case CLOSING -> Indicator.CLOSING_RATE;
            case FIRST_CHECK -> Indicator.FIRST_CHECK_PASS;
            case JUSTIFIED_RETURNS -> Indicator.JUSTIFIED_RETURNS;
            case SATISFACTION -> Indicator.SATISFACTION_RATE;
            case VALID_REPORTS -> Indicator.VALID_REPORT_RATE;
            case SELF_HANDLED_SHARE -> Indicator.SELF_HANDLED_SHARE;
            case ON_TIME_TRIAGE ->
                subject == ScoreSubject.STREET ? Indicator.STREET_TRIAGE_ON_TIME : Indicator.COMMUNITY_TRIAGE_ON_TIME;
            case TRUE_CLOSING -> Indicator.TRUE_CLOSING;
            case RECURRENCE -> Indicator.RECURRENCE_RATE;
            case DISPATCH_ON_TIME -> Indicator.DISPATCH_ON_TIME;
            case DISPATCH_ACCURACY -> Indicator.DISPATCH_ACCURACY;
            case REVIEWS_ON_TIME -> Indicator.REVIEWS_ON_TIME;
            case CHECKS_ON_TIME -> Indicator.CHECKS_ON_TIME;
        };
    }

    /** The indicator behind a deduction. */
    static Indicator behind(ScoreDeduction deduction) {
        return switch (deduction) {
            case FAILED_CHECK -> Indicator.FAILED_FEWER_CHECKS;
            case FAILED_THREE_TIMES -> Indicator.FAILED_THREE_CHECKS;
            case MISCONDUCT -> Indicator.MISCONDUCT;
            case SUPERVISION_ORANGE -> Indicator.SUPERVISED_ORANGE;
            case SUPERVISION_RED -> Indicator.SUPERVISED_RED;
        };
    }

    /** The level whose rows are a subject's. */
    static Level levelOf(ScoreSubject subject) {
        return switch (subject) {
            case UNIT -> Level.UNIT;
            case STREET -> Level.STREET;
            case COMMUNITY -> Level.COMMUNITY;
            case COMMAND_CENTER -> Level.COUNTY;
            case GRID_WORKER -> Level.WORKER;
        };
    }

    /** Units, with what streets gave them and what was granted. */
    static List<ScoreInput> units(
            Map<String, Sums> sums, Map<String, Map<String, Marks>> marks, Map<String, BigDecimal> bonuses) {
        Map<String, Sums> all = new TreeMap<>(sums);
        marks.keySet().forEach(unit -> all.putIfAbsent(unit, (_, _) -> 0));
        List<ScoreInput> units = new ArrayList<>();
        all.forEach((unit, its) -> units.add(new ScoreInput(
                unit,
                shares(ScoreSubject.UNIT, its),
                streets(marks.getOrDefault(unit, Map.of()), Indicator.RATED_SHARE.denominator(its)),
                cases(its),
                bonuses.getOrDefault(unit, BigDecimal.ZERO))));
        return units;
    }

    /** All subjects but units. */
    static List<ScoreInput> others(ScoreSubject subject, Map<String, Sums> sums) {
        List<ScoreInput> others = new ArrayList<>();
        sums.forEach((code, its) ->
                others.add(new ScoreInput(code, shares(subject, its), StreetMarks.NONE, Map.of(), BigDecimal.ZERO)));
        return others;
    }

    private static Map<ScorePart, Share> shares(ScoreSubject subject, Sums sums) {
        Map<ScorePart, Share> shares = new EnumMap<>(ScorePart.class);
        for (ScorePart part : subject.parts()) {
            Indicator indicator = behind(subject, part);
            shares.put(part, new Share(indicator.numerator(sums), indicator.denominator(sums)));
        }
        return shares;
    }

    private static Map<ScoreDeduction, Long> cases(Sums sums) {
        Map<ScoreDeduction, Long> cases = new EnumMap<>(ScoreDeduction.class);
        for (ScoreDeduction deduction : ScoreDeduction.values()) {
            cases.put(deduction, behind(deduction).numerator(sums));
        }
        return cases;
    }

    private static StreetMarks streets(Map<String, Marks> marks, long confirmations) {
        List<StreetMarks.OfStreet> streets = new ArrayList<>();
        new TreeMap<>(marks)
                .forEach((street, sums) -> streets.add(new StreetMarks.OfStreet(
                        street,
                        sums.ratings(),
                        Map.of(
                                StreetMark.ARRIVAL_SPEED, sums.arrivalSpeed(),
                                StreetMark.QUALITY, sums.quality(),
                                StreetMark.COOPERATION, sums.cooperation(),
                                StreetMark.COMMUNICATION, sums.communication()))));
        return new StreetMarks(streets, confirmations);
    }
}
