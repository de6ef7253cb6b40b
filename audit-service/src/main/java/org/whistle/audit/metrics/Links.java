package org.whistle.audit.metrics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The way from a number to its cases. */
final class Links {

    private Links() {}

    static String to(Indicator indicator, Side side, String key, IndicatorQueries.Asked asked) {
        Level level = asked.selection().level();
        String area = level.territorial() ? "" : "&area=" + Level.areaOf(key);
        return "/api/audit/indicators/cases?indicator=%s&part=%s&level=%s&code=%s%s&from=%s&to=%s"
                .formatted(
                        indicator,
                        side.name().toLowerCase(Locale.ROOT),
                        level,
                        URLEncoder.encode(Level.nameOf(key), StandardCharsets.UTF_8),
                        area,
                        asked.period().from(),
                        asked.period().to());
    }
}
