package org.whistle.department.part;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.events.code.PartState;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.text.TextSearch;

/** A unit's inbox: emergencies first, then the earliest deadline. */
@Service
public class PartQueries {

    private static final int DEFAULT_SIZE = 50;

    private final DepartmentStore store;

    PartQueries(DepartmentStore store) {
        this.store = store;
    }

    /** What to list; all of it optional. */
    public record Filter(
            @Nullable PartState state,
            @Nullable UUID caseId,
            @Nullable Boolean overdue,
            @Nullable @Size(max = 100) String text,
            TextSearch.@Nullable Match match,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {}

    /** One part the caller may see. */
    public AssignmentDetails get(UUID assignmentId, Caller caller) {
        Stored<DepartmentCase> stored = store.caseOf(assignmentId)
                .flatMap(store::find)
                .filter(found -> PartTable.TABLE.sees(UnitDesk.assignment(found.body(), assignmentId), caller))
                .orElseThrow(RefusedException::notFound);
        return AssignmentDetails.of(stored, assignmentId, caller);
    }

    /** A page of what the caller may see. */
    public Page<AssignmentDetails> list(Filter filter, Caller caller) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        conditions.add("""
                (exists (select 1 from unnest(:units::text[], :unitScopes::text[]) as own (unit, scope)
                        where own.unit = a.unit and starts_with(c.jurisdiction, own.scope))
                    or a.handler = :account or exists (
                    select 1 from unnest(:scopes::text[]) as scope where starts_with(c.jurisdiction, scope)))""");
        parameters.putAll(caller.unitParameters());
        parameters.put("account", caller.account());
        parameters.put("scopes", caller.scopesOf(PartTable.READERS).toArray(String[]::new));
        if (filter.state() != null) {
            conditions.add("a.state = :state");
            parameters.put("state", filter.state().name());
        }
        if (filter.caseId() != null) {
            conditions.add("a.case_id = :case");
            parameters.put("case", filter.caseId());
        }
        if (filter.overdue() != null) {
            conditions.add("coalesce(a.deadline < (select whistle_now()), false) = :overdue");
            parameters.put("overdue", filter.overdue());
        }
        TextSearch text = TextSearch.of(filter.text(), filter.match());
        if (!text.isEmpty()) {
            conditions.add(text.condition("c.", parameters));
        }
        String where = "where " + String.join(" and ", conditions);
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        Map<String, Object> paged = new HashMap<>(parameters);
        paged.put("limit", size);
        paged.put("offset", (long) page * size);
        List<AssignmentDetails> items = store
                .parts(
                        where
                                + " order by a.urgent desc, a.deadline nulls last, a.offered_at, a.assignment_id limit :limit offset :offset",
                        paged)
                .entrySet()
                .stream()
                .filter(part ->
                        PartTable.TABLE.sees(UnitDesk.assignment(part.getValue().body(), part.getKey()), caller))
                .map(part -> AssignmentDetails.of(part.getValue(), part.getKey(), caller))
                .toList();
        return new Page<>(items, page, size, store.countParts(where, parameters)).of(text);
    }
}
