package org.whistle.audit.timeline;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.problem.RefusedException;

/**
 * What to search for; all of it optional.
 *
 * @param state any of these
 * @param unitCode a unit that was ever offered a part
 * @param code county, street, community or grid, or any prefix of one
 * @param text case number, external number, or words of two or more characters in description or address
 * @param flag such as {@code PHOTO_IDENTICAL} or {@code REOPENED}
 * @param overdue whether whoever is on the clock is late
 * @param near longitude and latitude in WGS 84, such as {@code 117.0250,31.1120}
 * @param radius in metres around it, 500 where nothing is said
 * @param from reported then or later
 * @param to reported before then
 */
public record CaseFilter(
        @Nullable List<CaseState> state,
        @Nullable @Size(max = 40) String categoryCode,
        @Nullable @Size(max = 60) String unitCode,
        @Nullable @Size(max = 15) String code,
        @Nullable @Size(max = 100) String text,
        @Nullable @Size(max = 40) String flag,
        @Nullable Source source,
        @Nullable WhistleKind whistleKind,
        @Nullable Boolean overdue,
        @Nullable @Size(max = 60) String near,
        @Nullable @Min(1) @Max(50_000) Integer radius,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable @Min(0) @Max(100_000) Integer page,
        @Nullable @Min(1) @Max(200) Integer size) {

    private static final int USUAL_RADIUS = 500;
    private static final double METRES_PER_DEGREE = 111_195;

    /** No restriction at all. */
    public static final CaseFilter ALL =
            new CaseFilter(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /**
     * The same filter, if it can be asked at all.
     *
     * @throws RefusedException 422 that names the field
     */
    public CaseFilter checked() {
        conditions(new HashMap<>(), Instant.EPOCH);
        return this;
    }

    /** Conditions on {@code audit_case}, with their parameters. */
    List<String> conditions(Map<String, Object> parameters, Instant now) {
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
        time(conditions, parameters);
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

    private void time(List<String> conditions, Map<String, Object> parameters) {
        if (from != null) {
            conditions.add("reported_at >= :from");
            parameters.put("from", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            conditions.add("reported_at < :to");
            parameters.put("to", to.atOffset(ZoneOffset.UTC));
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw RefusedException.field("/to", "BEFORE_FROM");
        }
    }

    private void place(List<String> conditions, Map<String, Object> parameters) {
        if (near == null) {
            return;
        }
        Position centre = centre(near);
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

    private static Position centre(String near) {
        try {
            double[] numbers = Arrays.stream(near.split(",", -1))
                    .mapToDouble(number -> Double.parseDouble(number.strip()))
                    .toArray();
            if (numbers.length == 2) {
                return new Position(numbers[0], numbers[1]);
            }
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("/near", "INVALID_FIELD");
        }
        throw RefusedException.field("/near", "INVALID_FIELD");
    }

    private void words(List<String> conditions, Map<String, Object> parameters) {
        if (text == null || text.isBlank()) {
            return;
        }
        String plain = TextGrams.plain(text);
        if (plain.matches("\\d{14,}")) {
            parameters.put("exact", text.strip());
            conditions.add("(case_number = :exact or external_id = :exact)");
        } else if (plain.length() < TextGrams.SHORTEST) {
            throw RefusedException.field("/text", "TEXT_TOO_SHORT");
        } else {
            conditions.add("grams @> :grams and position(:plain in words) > 0");
            parameters.put("grams", TextGrams.of(text));
            parameters.put("plain", plain);
        }
    }
}
