package org.whistle.dispatch.dispatching;

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
import org.whistle.events.code.CaseState;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.text.TextSearch;

/** The command center's queue: emergencies first, then the earliest deadline. */
@Service
public class DispatchQueries {

    private static final int DEFAULT_SIZE = 50;

    private final DispatchStore store;
    private final Candidates candidates;

    DispatchQueries(DispatchStore store, Candidates candidates) {
        this.store = store;
        this.candidates = candidates;
    }

    /**
     * What to list; all of it optional.
     *
     * @param review only what waits for a review: a return, an extension or a suspension asked for
     */
    public record Filter(
            @Nullable CaseState state,
            @Nullable @Size(max = 60) String unitCode,
            @Nullable @Size(max = 40) String categoryCode,
            @Nullable @Size(max = 100) String text,
            TextSearch.@Nullable Match match,
            @Nullable Boolean overdue,
            @Nullable Boolean review,
            @Nullable @Min(0) @Max(100_000) Integer page,
            @Nullable @Min(1) @Max(200) Integer size) {}

    /** One case the caller may see. */
    public DispatchAnswers.CaseDetails get(UUID caseId, Caller caller) {
        return DispatchAnswers.details(seen(caseId, caller), caller);
    }

    /** Who could lead it. */
    public List<Candidates.Candidate> candidates(UUID caseId, Caller caller) {
        return candidates.of(seen(caseId, caller).body());
    }

    /** A page of what the caller may see. */
    public Page<DispatchAnswers.CaseDetails> list(Filter filter, Caller caller) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        conditions.add("""
                (exists (select 1 from unnest(:scopes::text[]) as scope where starts_with(jurisdiction, scope))
                or units && :units::text[] and exists (
                    select from unnest(:units::text[], :unitScopes::text[]) as own (unit, scope)
                    where own.unit = any(units) and starts_with(jurisdiction, own.scope)))""");
        parameters.put("scopes", caller.scopesOf(DispatchTable.READERS).toArray(String[]::new));
        parameters.putAll(caller.unitParameters());
        if (filter.state() != null) {
            conditions.add("state = :state");
            parameters.put("state", filter.state().name());
        }
        if (filter.unitCode() != null) {
            conditions.add("units @> array[:unit]::text[]");
            parameters.put("unit", filter.unitCode());
        }
        if (filter.categoryCode() != null) {
            conditions.add("category_code = :category");
            parameters.put("category", filter.categoryCode());
        }
        if (filter.overdue() != null) {
            conditions.add("coalesce(deadline < (select whistle_now()), false) = :overdue");
            parameters.put("overdue", filter.overdue());
        }
        if (filter.review() != null) {
            conditions.add("review_open = :review");
            parameters.put("review", filter.review());
        }
        TextSearch text = TextSearch.of(filter.text(), filter.match());
        if (!text.isEmpty()) {
            conditions.add(text.condition("", parameters));
        }
        String where = "where " + String.join(" and ", conditions);
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        Map<String, Object> paged = new HashMap<>(parameters);
        paged.put("limit", size);
        paged.put("offset", (long) page * size);
        List<DispatchAnswers.CaseDetails> items = store
                .select(
                        where
                                + " order by urgent desc, deadline nulls last, ticketed_at, case_id limit :limit offset :offset",
                        paged)
                .stream()
                .map(stored -> DispatchAnswers.details(stored, caller))
                .toList();
        return new Page<>(items, page, size, store.count(where, parameters)).of(text);
    }

    private Stored<DispatchCase> seen(UUID caseId, Caller caller) {
        return store.find(caseId)
                .filter(found -> DispatchTable.TABLE.sees(found.body(), caller))
                .orElseThrow(RefusedException::notFound);
    }
}
