package org.whistle.audit.metrics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days in the county's zone.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(LocalDate from, LocalDate to) {

    /** The last day in it. */
    public LocalDate last() {
        return to.minusDays(1);
    }

    /** No case is older. */
    private static final LocalDate EVER = LocalDate.EPOCH;

    /** A stretch of days or of whole months, of the period or of all time before it. */
    record Span(boolean monthly, LocalDate since, LocalDate until, boolean before) {}

    /** The period and all time before it, in whole months and what is left of days. */
    List<Span> spans() {
        LocalDate firstOfMonth = from.withDayOfMonth(1);
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(true, EVER, firstOfMonth, true));
        spans.add(new Span(false, firstOfMonth, from, true));
        LocalDate wholeSince = from.equals(firstOfMonth) ? from : firstOfMonth.plusMonths(1);
        LocalDate wholeUntil = to.withDayOfMonth(1);
        if (wholeSince.isBefore(wholeUntil)) {
            spans.add(new Span(false, from, wholeSince, false));
            spans.add(new Span(true, wholeSince, wholeUntil, false));
            spans.add(new Span(false, wholeUntil, to, false));
        } else {
            spans.add(new Span(false, from, to, false));
        }
        return spans.stream()
                .filter(span -> span.since().isBefore(span.until()))
                .toList();
    }
}
