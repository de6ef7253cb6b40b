package org.whistle.audit.score;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whistle.kit.problem.RefusedException;

/**
 * A month, a quarter or a year.
 *
 * @param name as it is written, such as {@code 2026-11}, {@code 2026-Q4} or {@code 2026}
 * @param from the first day
 * @param to the day after the last
 */
public record ScorePeriod(String name, LocalDate from, LocalDate to) {

    private static final Pattern FORM = Pattern.compile("(20\\d{2})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?");

    /**
     * Reads a period.
     *
     * @throws RefusedException 422 that names the field for anything else
     */
    public static ScorePeriod of(String name) {
        Matcher found = FORM.matcher(name);
        if (!found.matches()) {
            throw RefusedException.field("/period", "NOT_A_PERIOD");
        }
        int year = Integer.parseInt(found.group(1));
        if (found.group(2) != null) {
            return months(name, YearMonth.of(year, Integer.parseInt(found.group(2))), 1);
        }
        if (found.group(3) != null) {
            return months(name, YearMonth.of(year, Integer.parseInt(found.group(3)) * 3 - 2), 3);
        }
        return months(name, YearMonth.of(year, 1), 12);
    }

    private static ScorePeriod months(String name, YearMonth first, int count) {
        return new ScorePeriod(name, first.atDay(1), first.plusMonths(count).atDay(1));
    }
}
