package org.whistle.intake.cases;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.place.LonLat;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.text.TextSearch;
import org.whistle.kit.time.DayOrTime;

/** The queues of intake's desks: always within what the caller may see. */
@Service
public class CaseQueries {

    private static final int DEFAULT_SIZE = 50;
    private static final double DEFAULT_RADIUS_METRES = 200;
    private static final int STREET_DIGITS = 9;
    private static final int COMMUNITY_DIGITS = 12;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final EnumSet<Role> READERS = EnumSet.of(
            Role.GRID_WORKER,
            Role.COMMUNITY,
            Role.STREET,
            Role.STREET_LEADER,
            Role.DISPATCHER,
            Role.COMMAND_LEADER,
            Role.SUPERVISOR);

    private static final List<String> SORTS = List.of("reportedAt", "-reportedAt", "caseNumber", "-caseNumber");

    private static final String OF_UNITS = """
            units && :units::text[] and exists (
                select from unnest(:units::text[], :unitScopes::text[]) as own (unit, scope)
                where own.unit = any(units) and starts_with(jurisdiction, own.scope))""";

    private static final String FOLLOWED = "reporters @> array[:account]::text[]";

    /** The first reporter only: a search by others who joined would reveal the words and place of the first one's report. */
    private static final String OWN = FOLLOWED + " and reporters[1] = :account";

    private static final String COMMUNITY_HANDLED =
            "coalesce(body #>> '{progress,selfHandling,level}', '') = 'COMMUNITY'";

    private final IntakeStore store;
    private final ReferenceData reference;

    CaseQueries(IntakeStore store, ReferenceData reference) {
        this.store = store;
        this.reference = reference;
    }

    /** A desk's view of the cases. */
    public enum Desk {
        /** what I reported or joined */
        mine,
        /** verifications and checks for the grid workers of a community */
        checks,
        /** the community's queue */
        community,
        /** the street's queue */
        street,
        /** cases without a grid */
        unlocated,
        /** closed citizen and hotline cases without a call-back yet: the street's where the community handled them */
        callBacks,
        /** emergencies by rule that the street's leader did not endorse yet */
        endorsements
    }

    /** What to list; all of it optional. */
    public record Filter(
            @Nullable Desk desk,
            @Nullable CaseState state,
            @Nullable @Size(max = 40) String categoryCode,
            @Nullable @Size(max = 100) String text,
            TextSearch.@Nullable Match match,
            @Nullable @Size(max = 60) String near,
            @Nullable @Min(1) @Max(50_000) Double radius,
            @Nullable DayOrTime from,
            @Nullable DayOrTime to,
            @Nullable @Size(max = 30) String sort,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {}

    /** One case the caller may see. */
    public IntakeAnswers.CaseDetails get(UUID caseId, Caller caller) {
        Stored<IntakeCase> stored = store.find(caseId)
                .filter(found -> IntakeTable.TABLE.sees(found.body(), caller))
                .orElseThrow(RefusedException::notFound);
        return IntakeAnswers.details(stored, caller);
    }

    /** A page of what the caller may see. */
    public Page<IntakeAnswers.CaseDetails> list(Filter filter, Caller caller) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        boolean search = filter.text() != null || filter.near() != null;
        restrictToDesk(filter.desk(), search ? OWN : FOLLOWED, caller, conditions, parameters);
        TextSearch text = TextSearch.of(filter.text(), filter.match());
        restrictToFilter(filter, text, reference.zoneOf(caller), conditions, parameters);
        String where = "where " + String.join(" and ", conditions);
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        Map<String, Object> paged = new HashMap<>(parameters);
        paged.put("limit", size);
        paged.put("offset", (long) page * size);
        List<IntakeAnswers.CaseDetails> items =
                store.select(where + order(filter) + " limit :limit offset :offset", paged).stream()
                        .map(stored -> IntakeAnswers.details(stored, caller))
                        .toList();
        return new Page<>(items, page, size, store.count(where, parameters)).of(text);
    }

    private static void restrictToDesk(
            @Nullable Desk desk, String mine, Caller caller, List<String> conditions, Map<String, Object> parameters) {
        parameters.put("account", caller.account());
        switch (desk) {
            case mine -> conditions.add(mine);
            case checks -> {
                conditions.add("(state in ('VERIFYING', 'CHECKING') and "
                        + inScope("substr(jurisdiction, 1, 12)", "communities")
                        + " or state = 'CLOSED' and spot_check_street = any(:streets::text[]))");
                parameters.put("communities", prefixes(caller, COMMUNITY_DIGITS));
                parameters.put("streets", prefixes(caller, STREET_DIGITS));
            }
            case community -> {
                conditions.add("state in ('REPORTED', 'VERIFYING', 'COMMUNITY_HANDLING')");
                conditions.add(inScope("jurisdiction", "scopes"));
                parameters.put("scopes", scopes(caller, EnumSet.of(Role.COMMUNITY)));
            }
            case street -> {
                conditions.add("(state in ('STREET_PENDING', 'STREET_HANDLING', 'CONFIRMING') or endorsement_open)");
                conditions.add(inScope("jurisdiction", "scopes"));
                parameters.put("scopes", scopes(caller, EnumSet.of(Role.STREET, Role.STREET_LEADER)));
            }
            case unlocated -> {
                conditions.add("state = 'REPORTED' and body #>> '{facts,gridCode}' is null");
                conditions.add(inScope("jurisdiction", "scopes"));
                parameters.put("scopes", scopes(caller, EnumSet.of(Role.DISPATCHER, Role.COMMAND_LEADER, Role.STREET)));
            }
            case callBacks -> {
                conditions.add("call_back_open");
                conditions.add("(" + COMMUNITY_HANDLED + " and " + inScope("jurisdiction", "streetScopes") + " or not "
                        + COMMUNITY_HANDLED + " and " + inScope("jurisdiction", "scopes") + ")");
                parameters.put("scopes", scopes(caller, EnumSet.of(Role.COMMUNITY)));
                parameters.put("streetScopes", scopes(caller, EnumSet.of(Role.STREET)));
            }
            case endorsements -> {
                conditions.add("endorsement_open");
                conditions.add(inScope("jurisdiction", "scopes"));
                parameters.put("scopes", scopes(caller, EnumSet.of(Role.STREET, Role.STREET_LEADER)));
            }
            case null -> {
                conditions.add("(" + inScope("jurisdiction", "scopes") + " or " + mine + " or " + OF_UNITS + ")");
                parameters.put("scopes", scopes(caller, READERS));
                parameters.putAll(caller.unitParameters());
            }
        }
    }

    private static void restrictToFilter(
            Filter filter, TextSearch text, ZoneId zone, List<String> conditions, Map<String, Object> parameters) {
        if (filter.state() != null) {
            conditions.add("state = :state");
            parameters.put("state", filter.state().name());
        }
        if (filter.categoryCode() != null) {
            conditions.add("category_code = :category");
            parameters.put("category", filter.categoryCode());
        }
        if (!text.isEmpty()) {
            conditions.add(text.condition("", parameters));
        }
        if (filter.from() != null) {
            conditions.add("reported_at >= :from");
            parameters.put("from", filter.from().start(zone).atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            conditions.add("reported_at < :to");
            parameters.put("to", filter.to().end(zone).atOffset(ZoneOffset.UTC));
        }
        if (DayOrTime.reversed(filter.from(), filter.to(), zone)) {
            throw RefusedException.field("/to", "BEFORE_FROM");
        }
        if (filter.near() != null) {
            restrictToPlace(LonLat.of("/near", filter.near()), filter.radius(), conditions, parameters);
        }
    }

    private static void restrictToPlace(
            Position centre, @Nullable Double radius, List<String> conditions, Map<String, Object> parameters) {
        double metres = radius == null ? DEFAULT_RADIUS_METRES : radius;
        double latitudes = metres / METRES_PER_DEGREE;
        double shrink = Math.max(0.01, Math.cos(Math.toRadians(centre.latitude())));
        conditions.add("latitude between :lat - :dlat and :lat + :dlat");
        conditions.add("longitude between :lon - :dlon and :lon + :dlon");
        conditions.add("(latitude - :lat) ^ 2 + ((longitude - :lon) * :shrink) ^ 2 <= :dlat ^ 2");
        parameters.put("lat", centre.latitude());
        parameters.put("lon", centre.longitude());
        parameters.put("dlat", latitudes);
        parameters.put("dlon", latitudes / shrink);
        parameters.put("shrink", shrink);
    }

    private static String order(Filter filter) {
        String sort = filter.sort() == null ? (filter.desk() == null ? "-reportedAt" : "reportedAt") : filter.sort();
        return switch (sort) {
            case "reportedAt", "reportedAt,asc" -> " order by reported_at, case_id";
            case "-reportedAt", "reportedAt,desc" -> " order by reported_at desc, case_id desc";
            case "caseNumber", "caseNumber,asc" -> " order by case_number";
            case "-caseNumber", "caseNumber,desc" -> " order by case_number desc";
            default ->
                throw new RefusedException(new Refusal.Malformed(
                        "INVALID_FIELD", List.of(Refusal.FieldError.oneOf("/sort", "INVALID_FIELD", SORTS))));
        };
    }

    private static String inScope(String column, String parameter) {
        return "exists (select 1 from unnest(:" + parameter + "::text[]) as scope where starts_with(" + column
                + ", scope))";
    }

    private static String[] scopes(Caller caller, EnumSet<Role> roles) {
        return caller.scopesOf(roles).toArray(String[]::new);
    }

    /** A grid worker's tasks are those of the whole community, and spot-checks those given to the street. */
    private static String[] prefixes(Caller caller, int digits) {
        return caller.scopesOf(EnumSet.of(Role.GRID_WORKER)).stream()
                .map(scope -> scope.substring(0, Math.min(digits, scope.length())))
                .distinct()
                .toArray(String[]::new);
    }
}
