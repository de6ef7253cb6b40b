package org.whistle.intake.open311;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.time.DayOrTime;

/**
 * Which requests to list. Ids override everything else; a span is 90 days at most, the last 90 days by default.
 *
 * @param statuses {@code open}, {@code closed}; empty for both
 * @param page from 1
 * @param pageSize 1 to 1 000
 */
public record RequestFilter(
        List<String> ids,
        List<String> serviceCodes,
        Instant from,
        Instant to,
        Set<String> statuses,
        int page,
        int pageSize) {

    private static final Duration SPAN = Duration.ofDays(90);
    private static final Instant LAST = Instant.parse("9000-01-01T00:00:00Z");
    private static final int MOST = 1_000;
    private static final int LAST_PAGE = 10_000;

    public RequestFilter {
        ids = List.copyOf(ids);
        serviceCodes = List.copyOf(serviceCodes);
        statuses = Set.copyOf(statuses);
    }

    /**
     * Reads a query's arguments.
     *
     * @param zone whose days are meant
     * @throws Open311Exception 400 for a wrong one
     */
    public static RequestFilter of(Arguments arguments, Instant now, ZoneId zone) {
        DayOrTime first = dayOrTime("start_date", arguments.startDate());
        DayOrTime last = dayOrTime("end_date", arguments.endDate());
        Instant start = first == null ? null : first.start(zone);
        Instant end = last == null ? null : last.end(zone);
        Instant to = end != null ? end : start != null ? start.plus(SPAN) : now;
        Instant from = start != null ? start : to.minus(SPAN);
        if (from.isAfter(to)) {
            throw Open311Exception.of(400, "START_AFTER_END", "start_date");
        }
        if (Duration.between(from, to).compareTo(SPAN) > 0) {
            throw Open311Exception.of(400, "SPAN_TOO_LONG", "start_date");
        }
        List<String> statuses = values(arguments.status());
        if (!Set.of("open", "closed").containsAll(statuses)) {
            throw Open311Exception.of(400, "INVALID", "status");
        }
        List<String> ids = values(arguments.ids());
        if (ids.size() > MOST) {
            throw Open311Exception.of(400, "TOO_LONG", "service_request_id");
        }
        return new RequestFilter(
                ids,
                values(arguments.serviceCodes()),
                from,
                to,
                Set.copyOf(statuses),
                number("page", arguments.page(), 1, LAST_PAGE, "NOT_A_PAGE"),
                number("page_size", arguments.pageSize(), MOST, MOST, "NOT_A_PAGE_SIZE"));
    }

    /** As they come; each absent, or empty, which is the same. */
    public record Arguments(
            @Nullable String ids,
            @Nullable String serviceCodes,
            @Nullable String startDate,
            @Nullable String endDate,
            @Nullable String status,
            @Nullable String page,
            @Nullable String pageSize) {}

    private static List<String> values(@Nullable String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Arrays.stream(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
    }

    private static @Nullable DayOrTime dayOrTime(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            DayOrTime read = DayOrTime.of(value);
            if (!read.start(ZoneOffset.UTC).isBefore(Instant.EPOCH)
                    && read.start(ZoneOffset.UTC).isBefore(LAST)) {
                return read;
            }
        } catch (DateTimeException e) {
            // reported below, with the argument's name
        }
        throw Open311Exception.of(400, "INVALID_DATE", name);
    }

    private static int number(String name, @Nullable String value, int usual, int most, String code) {
        if (value == null || value.isBlank()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with the argument's name
        }
        throw Open311Exception.of(400, code, name);
    }
}
