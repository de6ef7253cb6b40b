package org.whistle.audit.timeline;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.RefusedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole-case view and search over every desk, always within what the caller may see. */
@Service
public class TimelineQueries {

    private static final int DEFAULT_SIZE = 50;
    private static final Set<Role> READERS = EnumSet.of(
            Role.GRID_WORKER,
            Role.COMMUNITY,
            Role.STREET,
            Role.STREET_LEADER,
            Role.DISPATCHER,
            Role.COMMAND_LEADER,
            Role.SUPERVISOR);

    private static final String VISIBLE = """
            (exists (select 1 from unnest(:scopes::text[]) as scope where starts_with(jurisdiction, scope))
            or units && :units::text[])""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TimelineQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What to search for; all of it optional. */
    public record Filter(
            @Nullable CaseState state,
            @Nullable @Size(max = 40) String categoryCode,
            @Nullable @Size(max = 60) String unitCode,
            @Nullable @Size(max = 15) String code,
            @Nullable @Size(max = 100) String text,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {}

    /** Where a case is and since when. */
    public record CaseView(
            UUID caseId,
            String caseNumber,
            CaseState state,
            String holder,
            int round,
            @Nullable String gridCode,
            String categoryCode,
            String description,
            String source,
            @Nullable String externalId,
            @Nullable String leadUnit,
            List<String> units,
            Instant reportedAt,
            Instant stateSince,
            @Nullable Instant closedAt) {}

    /** One thing that happened, with its place in the ledger. */
    public record TimelineEvent(
            UUID eventId,
            String type,
            String source,
            Instant time,
            String actor,
            String actorRole,
            int round,
            @Nullable UUID assignmentId,
            @Nullable Integer attempt,
            @Nullable CaseState stateAfter,
            @Nullable String superseded,
            LedgerPosition ledger,
            JsonNode data) {}

    /** Shard and index of a leaf. */
    public record LedgerPosition(int shard, long index) {}

    /** One case the caller may see. */
    public CaseView get(UUID caseId, Caller caller) {
        Map<String, Object> parameters = visibleTo(caller);
        parameters.put("id", caseId);
        return jdbc.sql("select * from audit_case where case_id = :id and " + VISIBLE)
                .params(parameters)
                .query((row, _) -> view(row))
                .optional()
                .orElseThrow(RefusedException::notFound);
    }

    /** Everything that happened to a case, in the order of the ledger. */
    public List<TimelineEvent> timeline(UUID caseId, Caller caller) {
        get(caseId, caller);
        return jdbc.sql("select * from timeline where case_id = :id order by shard, index")
                .param("id", caseId)
                .query((row, _) -> event(row))
                .list();
    }

    /** A page of what the caller may see, newest first. */
    public Page<CaseView> search(Filter filter, Caller caller) {
        List<String> conditions = new ArrayList<>(List.of(VISIBLE));
        Map<String, Object> parameters = visibleTo(caller);
        restrict(filter, conditions, parameters);
        String where = " where " + String.join(" and ", conditions);
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        long total = jdbc.sql("select count(*) from audit_case" + where)
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("limit", size);
        parameters.put("offset", (long) page * size);
        List<CaseView> items = jdbc.sql("select * from audit_case" + where
                        + " order by reported_at desc, case_id limit :limit offset :offset")
                .params(parameters)
                .query((row, _) -> view(row))
                .list();
        return new Page<>(items, page, size, total);
    }

    private static void restrict(Filter filter, List<String> conditions, Map<String, Object> parameters) {
        if (filter.state() != null) {
            conditions.add("state = :state");
            parameters.put("state", filter.state().name());
        }
        if (filter.categoryCode() != null) {
            conditions.add("category_code = :category");
            parameters.put("category", filter.categoryCode());
        }
        if (filter.unitCode() != null) {
            conditions.add("units @> array[:unit]::text[]");
            parameters.put("unit", filter.unitCode());
        }
        if (filter.code() != null) {
            conditions.add("starts_with(jurisdiction, :code)");
            parameters.put("code", filter.code());
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            conditions.add("(case_number = :text or external_id = :text or position(:text in description) > 0)");
            parameters.put("text", filter.text().strip());
        }
        if (filter.from() != null) {
            conditions.add("reported_at >= :from");
            parameters.put("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            conditions.add("reported_at < :to");
            parameters.put("to", filter.to().atOffset(ZoneOffset.UTC));
        }
    }

    private static Map<String, Object> visibleTo(Caller caller) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("scopes", caller.scopesOf(READERS).toArray(String[]::new));
        parameters.put("units", caller.units().toArray(String[]::new));
        return parameters;
    }

    private static CaseView view(ResultSet row) throws SQLException {
        CaseState state = CaseState.valueOf(row.getString("state"));
        @Nullable OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        return new CaseView(
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                state,
                state.holder().name(),
                row.getInt("round"),
                row.getString("jurisdiction"),
                row.getString("category_code"),
                row.getString("description"),
                row.getString("source"),
                row.getString("external_id"),
                row.getString("lead_unit"),
                List.of((String[]) row.getArray("units").getArray()),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                row.getObject("state_since", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant());
    }

    private TimelineEvent event(ResultSet row) throws SQLException {
        @Nullable String after = row.getString("state_after");
        return new TimelineEvent(
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getString("source"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("actor_role"),
                row.getInt("round"),
                row.getObject("assignment_id", UUID.class),
                row.getObject("attempt", Integer.class),
                after == null ? null : CaseState.valueOf(after),
                row.getString("superseded"),
                new LedgerPosition(row.getInt("shard"), row.getLong("index")),
                json.readTree(row.getString("data")));
    }
}
