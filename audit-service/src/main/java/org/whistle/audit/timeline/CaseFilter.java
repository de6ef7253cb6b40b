package org.whistle.audit.timeline;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.place.LonLat;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.text.TextSearch;
import org.whistle.kit.time.DayOrTime;

/**
 * What to search for; all of it optional.
 *
 * @param state any of these
 * @param unitCode a unit that was ever offered a part
 * @param code county, street, community or grid, or any prefix of one
 * @param text words in any order, as {@link TextSearch} finds them; one of two or more characters
 * @param match whether a case must have all words or any of them; all by default
 * @param flag such as {@code PHOTO_IDENTICAL} or {@code REOPENED}
 * @param overdue whether the running clock is late
 * @param near longitude and latitude in WGS 84, such as {@code 117.0250,31.1120}
 * @param radius in metres around it, 500 by default
 * @param from reported on that day or later, or at that instant or later
 * @param to reported on that day or earlier, or before that instant
 */
public record CaseFilter(
        @Nullable List<CaseState> state,
        @Nullable @Size(max = 40) String categoryCode,
        @Nullable @Size(max = 60) String unitCode,
        @Nullable @Size(max = 15) String code,
        @Nullable @Size(max = 100) String text,
        TextSearch.@Nullable Match match,
        @Nullable @Size(max = 40) String flag,
        @Nullable Source source,
        @Nullable WhistleKind whistleKind,
        @Nullable Boolean overdue,
        @Nullable @Size(max = 60) String near,
        @Nullable @Min(1) @Max(50_000) Integer radius,
        @Nullable DayOrTime from,
        @Nullable DayOrTime to,
        @Nullable @Min(0) @Max(100_000) Integer page,
        @Nullable @Min(1) @Max(200) Integer size) {

    private static final int USUAL_RADIUS = 500;
    private static final double METRES_PER_DEGREE = 111_195;

    /** No restriction at all. */
    public static final CaseFilter ALL = new CaseFilter(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public CaseFilter {
        // an empty place between commas is no state
        state = state == null ? null : state.stream().filter(Objects::nonNull).toList();
    }

    /**
     * The same filter, if it can be asked at all.
     *
     * @throws RefusedException 422 that names the field
     */
    public CaseFilter checked() {
        conditions(new HashMap<>(), Instant.EPOCH, ZoneOffset.UTC);
        return this;
    }

    /** The search for the text. */
    TextSearch search() {
        TextSearch search = TextSearch.of(text, match);
        return search.match() == TextSearch.Match.ANY ? search.without(CaseFilter::tooShort) : search;
    }

    /**
     * Conditions on {@code audit_case}, with their parameters.
     *
     * @param zone whose days are meant
     */
    List<String> conditions(Map<String, Object> parameters, Instant now, ZoneId zone) {
        List<String> conditions = new ArrayList<>();
        if (state != null && !state.isEmpty()) {
            conditions.add("state = any(:states)");
            parameters.put("states", state.stream().map(Enum::name).toArray(String[]::new));
        }
        equal(conditions, parameters, "category_code", categoryCode);
        equal(conditions, parameters, "source", source == null ? null : source.name());
        equal(conditions, parameters, "whistle_kind", whistleKind == null ? null : whistleKind.name());
        contains(conditions, parameters, "units", unitCode);
        contains(conditions, parameters, "flags", flag);
        if (code != null && !code.isBlank()) {
            conditions.add(Visibility.startsWith("code", code, parameters));
        }
        if (overdue != null) {
            conditions.add(overdue ? "deadline < :now" : "(deadline is null or deadline >= :now)");
            parameters.put("now", now.atOffset(ZoneOffset.UTC));
        }
        time(conditions, parameters, zone);
        place(conditions, parameters);
        words(conditions, parameters);
        return conditions;
    }

    private static void equal(
            List<String> conditions, Map<String, Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            conditions.add(column + " = :" + column);
            parameters.put(column, value);
        }
    }

    private static void contains(
            List<String> conditions, Map<String, Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            conditions.add(column + " @> array[:" + column + "]::text[]");
            parameters.put(column, value);
        }
    }

    private void time(List<String> conditions, Map<String, Object> parameters, ZoneId zone) {
        if (from != null) {
            conditions.add("reported_at >= :from");
            parameters.put("from", from.start(zone).atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            conditions.add("reported_at < :to");
            parameters.put("to", to.end(zone).atOffset(ZoneOffset.UTC));
        }
        if (DayOrTime.reversed(from, to, zone)) {
            throw RefusedException.field("/to", "BEFORE_FROM");
        }
    }

    private void place(List<String> conditions, Map<String, Object> parameters) {
        if (near == null) {
            return;
        }
        Position centre = LonLat.of("/near", near);
        double metres = radius == null ? USUAL_RADIUS : radius;
        double high = metres / METRES_PER_DEGREE;
        double wide = high / Math.max(0.01, Math.cos(Math.toRadians(centre.latitude())));
        conditions.add("""
                longitude between :west and :east and latitude between :south and :north
                and power((longitude - :longitude) * :squeeze, 2) + power(latitude - :latitude, 2) <= :reach""");
        parameters.put("west", centre.longitude() - wide);
        parameters.put("east", centre.longitude() + wide);
        parameters.put("south", centre.latitude() - high);
        parameters.put("north", centre.latitude() + high);
        parameters.put("longitude", centre.longitude());
        parameters.put("latitude", centre.latitude());
        parameters.put("squeeze", Math.cos(Math.toRadians(centre.latitude())));
        parameters.put("reach", high * high);
    }

    private void words(List<String> conditions, Map<String, Object> parameters) {
        if (text == null || text.isBlank()) {
            return;
        }
        TextSearch search = search();
        if (search.words().stream().allMatch(CaseFilter::tooShort)) {
            throw RefusedException.field("/text", "TEXT_TOO_SHORT");
        }
        conditions.add("exists (select 1 from case_words w where w.case_id = audit_case.case_id and %s)"
                .formatted(search.condition(
                        "w.",
                        parameters,
                        word -> tooShort(word) ? Map.of() : Map.of("w.grams @> :%s", (Object) TextGrams.of(word)))));
    }

    private static boolean tooShort(String word) {
        return word.length() < TextGrams.SHORTEST;
    }
}
