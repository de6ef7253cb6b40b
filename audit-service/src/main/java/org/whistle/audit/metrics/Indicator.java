package org.whistle.audit.metrics;

import static org.whistle.audit.metrics.Indicator.Reach.EVERYWHERE;
import static org.whistle.audit.metrics.Indicator.Reach.PERSONAL;
import static org.whistle.audit.metrics.Indicator.Reach.TERRITORIES;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * 指标: the rows of domain.md, each a formula over measures. Counts and both sides of a rate are for the same period, each by
 * its own instants; a share whose numerator happens later than its denominator can therefore exceed 1 in a very short
 * period.
 */
public enum Indicator {
    /** tickets that reached the county */
    RECEIVED("受理", "received", TERRITORIES, count(Measure.RECEIVED)),
    /** tickets filed */
    FILED("立案", "filed", TERRITORIES, count(Measure.FILED)),
    /** tickets dispatched */
    DISPATCHED("派遣", "dispatched", EVERYWHERE, count(Measure.DISPATCHED)),
    /** filed / received */
    FILING_RATE("立案率", "filing rate", TERRITORIES, rate(Measure.FILED, Measure.RECEIVED)),
    /** dispatched / filed */
    DISPATCH_RATE("派遣率", "dispatch rate", TERRITORIES, rate(Measure.DISPATCHED, Measure.FILED)),
    /** rounds due in the period, and those carried over */
    DUE("应结案", "due", EVERYWHERE, new Formula(Quantity.DUE, null)),
    /** rounds due before the period and open at its start */
    CARRIED_OVER("遗留", "carried over", EVERYWHERE, new Formula(Quantity.CARRIED_OVER, null)),
    /** closed of the due */
    CLOSED_OF_DUE("应结已结", "closed of the due", EVERYWHERE, count(Measure.SETTLED)),
    /** closed of the due / due */
    CLOSING_RATE("结案率", "closing rate", EVERYWHERE, ofDue(Quantity.of(Measure.SETTLED))),
    /** handled in time of the due / due */
    ON_TIME_HANDLING("按期处置率", "on-time handling", EVERYWHERE, ofDue(Quantity.HANDLED_ON_TIME)),
    /** closed by handling deadline, check and confirmation limits / due */
    ON_TIME_CLOSING("按期结案率", "on-time closing", EVERYWHERE, ofDue(Quantity.of(Measure.CLOSED_ON_TIME))),
    /** open past the handling deadline at the end of the period */
    OVERDUE_OPEN("超期未结案", "overdue open", EVERYWHERE, new Formula(Quantity.OVERDUE_OPEN, null)),
    /** reworks / due */
    REWORK_RATE("返工率", "rework rate", EVERYWHERE, ofDue(Quantity.of(Measure.REWORKS))),
    /** extensions granted / due */
    EXTENSION_RATE("延期率", "extension rate", EVERYWHERE, ofDue(Quantity.of(Measure.EXTENSIONS))),
    /** parts accepted within the limit / parts offered whose acceptance is decided */
    ACCEPT_ON_TIME("接单及时率", "accept on time", EVERYWHERE, rate(Measure.ACCEPTED_ON_TIME, Measure.ACCEPTS_DUE)),
    /** dispatches not approved for return / dispatches */
    DISPATCH_ACCURACY("派遣准确率", "dispatch accuracy", EVERYWHERE, rate(Measure.ACCURATE_DISPATCHES, Measure.DISPATCHES)),
    /** returns refused / requested */
    UNJUSTIFIED_RETURNS(
            "不当退单", "unjustified returns", EVERYWHERE, rate(Measure.RETURNS_REFUSED, Measure.RETURNS_REQUESTED)),
    /** returns not refused / requested */
    JUSTIFIED_RETURNS(
            "正当退单率", "justified returns", EVERYWHERE, rate(Measure.RETURNS_JUSTIFIED, Measure.RETURNS_REQUESTED)),
    /** called back or checked in in time / due */
    RESPONSE_RATE("响应率", "response rate", EVERYWHERE, rate(Measure.RESPONDED_ON_TIME, Measure.RESPONSES_DUE)),
    /** answered "resolved" / answered */
    RESOLUTION_RATE("解决率", "resolution rate", EVERYWHERE, rate(Measure.ANSWERED_RESOLVED, Measure.ANSWERS)),
    /** satisfaction at least 4 / rated */
    SATISFACTION_RATE("满意率", "satisfaction rate", EVERYWHERE, rate(Measure.SATISFIED, Measure.SATISFACTIONS)),
    /** spot-checks passed / done */
    TRUE_CLOSING("真办结率", "true closing", EVERYWHERE, rate(Measure.SPOT_CHECKS_PASSED, Measure.SPOT_CHECKS)),
    /** found to recur / closed */
    RECURRENCE_RATE("复发率", "recurrence", TERRITORIES, rate(Measure.RECURRENCES, Measure.CLOSINGS)),
    /** reopened / closed */
    REOPENING_RATE("重开率", "reopened", EVERYWHERE, rate(Measure.REOPENINGS, Measure.CLOSINGS)),
    /** closed at community or street / valid reports */
    SELF_HANDLED_SHARE("自行处置率", "self-handled share", TERRITORIES, rate(Measure.SELF_CLOSINGS, Measure.VALID_REPORTS)),
    /** valid reports */
    VALID_REPORTS("有效上报", "valid reports", TERRITORIES, count(Measure.VALID_REPORTS)),
    /** valid reports / reports judged */
    VALID_REPORT_RATE("有效上报率", "valid-report rate", PERSONAL, rate(Measure.VALID_REPORTS, Measure.REPORTS_JUDGED)),
    /** checks within the limit / checks due */
    CHECKS_ON_TIME("核查及时率", "checks on time", PERSONAL, rate(Measure.CHECKED_ON_TIME, Measure.CHECKS_DUE)),
    /** a community's triages within the limit / due */
    COMMUNITY_TRIAGE_ON_TIME(
            "社区研判及时率",
            "community triage on time",
            TERRITORIES,
            rate(Measure.COMMUNITY_TRIAGED_ON_TIME, Measure.COMMUNITY_TRIAGES_DUE)),
    /** a street's triages within the limit / due */
    STREET_TRIAGE_ON_TIME(
            "街道研判及时率",
            "street triage on time",
            TERRITORIES,
            rate(Measure.STREET_TRIAGED_ON_TIME, Measure.STREET_TRIAGES_DUE)),
    /** self-handlings within the limit / due */
    SELF_HANDLING_ON_TIME(
            "自办按期处置率",
            "self-handling on time",
            TERRITORIES,
            rate(Measure.SELF_HANDLED_ON_TIME, Measure.SELF_HANDLINGS_DUE)),
    /** dispatched or rejected within the limit / due */
    DISPATCH_ON_TIME(
            "派单及时率", "dispatch on time", TERRITORIES, rate(Measure.DISPATCHED_IN_TIME, Measure.DISPATCHINGS_DUE)),
    /** reviews of requests within the limit / due */
    REVIEWS_ON_TIME("审核及时率", "reviews on time", TERRITORIES, rate(Measure.REVIEWED_ON_TIME, Measure.REVIEWS_DUE)),
    /** rounds whose first check passed / rounds checked */
    FIRST_CHECK_PASS(
            "一次核查通过率", "first-check pass", EVERYWHERE, rate(Measure.FIRST_CHECKS_PASSED, Measure.FIRST_CHECKS)),
    /** confirmations with the street's marks / confirmations */
    RATED_SHARE("街道评价率", "rated share", EVERYWHERE, rate(Measure.RATED_CONFIRMATIONS, Measure.CONFIRMATIONS)),
    /** closed by force */
    FORCE_CLOSED("强制结案", "force-closed", EVERYWHERE, count(Measure.FORCED_CLOSINGS)),
    /** urged */
    URGED("催办", "urged", EVERYWHERE, count(Measure.URGED)),
    /** supervised in orange */
    SUPERVISED_ORANGE("橙色督办", "supervised in orange", EVERYWHERE, count(Measure.SUPERVISED_ORANGE)),
    /** supervised in red */
    SUPERVISED_RED("红色督办", "supervised in red", EVERYWHERE, count(Measure.SUPERVISED_RED)),
    /** honesty flags raised */
    HONESTY_FLAGS("诚信预警", "honesty flags", EVERYWHERE, count(Measure.HONESTY_FLAGS)),
    /** leads whose work in a round failed a check */
    FAILED_A_CHECK("核查不合格", "failed a check", EVERYWHERE, count(Measure.FAILED_A_CHECK)),
    /** of these, failed three times */
    FAILED_THREE_CHECKS("三次不合格", "failed three checks", EVERYWHERE, count(Measure.FAILED_THREE_CHECKS)),
    /** failed once or twice, upheld appeals left out */
    FAILED_FEWER_CHECKS("一两次不合格", "failed one or two checks", EVERYWHERE, count(Measure.FAILED_FEWER_CHECKS)),
    /** misconduct found */
    MISCONDUCT("弄虚作假", "misconduct", EVERYWHERE, count(Measure.MISCONDUCT));

    private final String nameZh;
    private final String nameEn;
    private final Reach reach;
    private final Formula formula;

    Indicator(String nameZh, String nameEn, Reach reach, Formula formula) {
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        this.reach = reach;
        this.formula = formula;
    }

    /** At which levels an indicator is defined. */
    enum Reach {
        /** territories and categories */
        TERRITORIES,
        /** units, too */
        EVERYWHERE,
        /** territories, categories and grid workers */
        PERSONAL;

        boolean covers(Level level) {
            return switch (level) {
                case COUNTY, STREET, COMMUNITY, GRID, CATEGORY -> true;
                case UNIT -> this == EVERYWHERE;
                case WORKER -> this == PERSONAL;
            };
        }
    }

    /** A count, or a rate where there is a denominator. */
    record Formula(Quantity numerator, @Nullable Quantity denominator) {}

    /** As users see it. */
    public String nameZh() {
        return nameZh;
    }

    /** As users see it, in English. */
    public String nameEn() {
        return nameEn;
    }

    /** The indicators of a level, in their order. */
    public static List<Indicator> of(Level level) {
        return Arrays.stream(values())
                .filter(indicator -> indicator.reach.covers(level))
                .toList();
    }

    /** The count, or the numerator of a rate. */
    public long numerator(Sums sums) {
        return formula.numerator().in(sums);
    }

    /** The denominator of a rate; 0 for a count. */
    public long denominator(Sums sums) {
        Quantity denominator = formula.denominator();
        return denominator == null ? 0 : denominator.in(sums);
    }

    /** The count, or the rate with six decimals; none for a rate of nothing. */
    public OptionalDouble value(Sums sums) {
        if (!isRate()) {
            return OptionalDouble.of(numerator(sums));
        }
        long denominator = denominator(sums);
        return denominator == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Rounded.six((double) numerator(sums) / denominator));
    }

    /** Whether it is a rate. */
    public boolean isRate() {
        return formula.denominator() != null;
    }

    /** What it counts, or what it counts of that; a count has no denominator. */
    Formula formula() {
        return formula;
    }

    private static Formula count(Measure measure) {
        return new Formula(Quantity.of(measure), null);
    }

    private static Formula rate(Measure numerator, Measure denominator) {
        return new Formula(Quantity.of(numerator), Quantity.of(denominator));
    }

    private static Formula ofDue(Quantity numerator) {
        return new Formula(numerator, Quantity.DUE);
    }
}
