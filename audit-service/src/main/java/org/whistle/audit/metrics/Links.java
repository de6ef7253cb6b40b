package org.whistle.audit.metrics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;

/** Links from a number to its cases. */
public final class Links {

    private Links() {}

    static String to(Indicator indicator, Side side, String key, IndicatorQueries.Asked asked) {
        return to(indicator, side, asked.selection().level(), key, asked.period());
    }

    /** To what a score counts of one county's unit or one territory, between two days. */
    public static String scored(
            Indicator indicator, boolean whole, Level level, String county, String code, LocalDate from, LocalDate to) {
        String key = level.territorial() ? code : county + Level.SEPARATOR + code;
        return to(indicator, whole ? Side.DENOMINATOR : Side.NUMERATOR, level, key, new Period(from, to))
                + "&scored=true";
    }

    /** To what counts of a unit or category in a part of its county. */
    static String within(Indicator indicator, Side side, String key, String area, IndicatorQueries.Asked asked) {
        return to(indicator, side, asked.selection().level(), key, "&area=" + area, asked.period());
    }

    private static String to(Indicator indicator, Side side, Level level, String key, Period period) {
        return to(indicator, side, level, key, level.territorial() ? "" : "&area=" + Level.areaOf(key), period);
    }

    private static String to(Indicator indicator, Side side, Level level, String key, String area, Period period) {
        return "/api/audit/indicators/cases?indicator=%s&part=%s&level=%s&code=%s%s&from=%s&to=%s"
                .formatted(
                        indicator,
                        side.name().toLowerCase(Locale.ROOT),
                        level,
                        URLEncoder.encode(Level.nameOf(key), StandardCharsets.UTF_8),
                        area,
                        period.from(),
                        period.last());
    }
}
