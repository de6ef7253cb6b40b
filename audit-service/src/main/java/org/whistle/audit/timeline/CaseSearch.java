package org.whistle.audit.timeline;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** Search over every desk, always within what the caller may see. */
@Service
public class CaseSearch {

    /** Matches are counted up to this number; an exact count of more would be too slow. */
    public static final int COUNTED = 2_000;

    /** The last row that paging reaches. */
    private static final int DEEPEST = 10_000;

    private static final int DEFAULT_SIZE = 50;
    private static final int CHUNK = 1_000;

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final DatabaseTime time;
    private final ReferenceData reference;

    CaseSearch(JdbcClient jdbc, DatabaseTime time, ReferenceData reference, TransactionTemplate transaction) {
        this.reference = reference;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A page of what the caller may see, newest first.
     *
     * @throws RefusedException 422 for a page beyond the first 10 000 cases
     */
    public Page<CaseView> search(CaseFilter filter, Visibility visibility) {
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        if ((long) page * size >= DEEPEST) {
            throw RefusedException.field("/page", "NARROW_THE_SEARCH");
        }
        Query query = query(filter, visibility);
        long found = jdbc.sql(
                        "select count(*) from (select 1 from audit_case" + query.where() + " limit :most) as found")
                .params(query.parameters())
                .param("most", COUNTED + 1)
                .query(Long.class)
                .single();
        List<CaseView> items = found > COUNTED ? walked(query, page, size) : picked(query, page, size);
        return (found > COUNTED ? Page.ofMany(items, page, size, COUNTED) : new Page<>(items, page, size, found))
                .of(filter.search());
    }

    /** Of many: walks from the newest on, since every hundredth case or more is one of them. */
    private List<CaseView> walked(Query query, int page, int size) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("set local enable_bitmapscan = off; set local enable_sort = off")
                    .update();
            return page("select * from audit_case" + query.where(), query, page, size);
        }));
    }

    /** For few matches: finds them by any index, then sorts. */
    private List<CaseView> picked(Query query, int page, int size) {
        return page(
                "with found as materialized (select * from audit_case" + query.where() + ") select * from found",
                query,
                page,
                size);
    }

    private List<CaseView> page(String select, Query query, int page, int size) {
        return jdbc.sql(select + " order by reported_at desc, case_id limit :limit offset :offset")
                .params(query.parameters())
                .param("limit", size)
                .param("offset", page * size)
                .query((row, _) -> CaseView.of(row))
                .list();
    }

    /** Some of everything that matches, newest first. */
    public record Chunk(List<CaseView> cases) {

        public Chunk {
            cases = List.copyOf(cases);
        }
    }

    /** The first of everything that matches, however much that is. */
    public Chunk first(CaseFilter filter, Visibility visibility) {
        return chunk(query(filter, visibility), "");
    }

    /** What comes after; no cases at the end. Each chunk is read by itself, so nothing is held open meanwhile. */
    public Chunk after(Chunk before, CaseFilter filter, Visibility visibility) {
        Query query = query(filter, visibility);
        CaseView last = before.cases().getLast();
        query.parameters().put("lastReported", last.reportedAt().atOffset(ZoneOffset.UTC));
        query.parameters().put("lastCase", last.caseId());
        return chunk(query, """
                 and (reported_at < :lastReported or (reported_at = :lastReported and case_id > :lastCase))
                """);
    }

    private Chunk chunk(Query query, String more) {
        return new Chunk(jdbc.sql("select * from audit_case" + query.where() + more
                        + " order by reported_at desc, case_id limit " + CHUNK)
                .params(query.parameters())
                .query((row, _) -> CaseView.of(row))
                .list());
    }

    /** One case, where it is visible. */
    public CaseView get(UUID caseId, Visibility visibility) {
        Map<String, Object> parameters = new HashMap<>();
        String visible = visibility.condition(parameters);
        return jdbc.sql("select * from audit_case where case_id = :id and " + visible)
                .params(parameters)
                .param("id", caseId)
                .query((row, _) -> CaseView.of(row))
                .optional()
                .orElseThrow(RefusedException::notFound);
    }

    private Query query(CaseFilter filter, Visibility visibility) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        conditions.add(visibility.condition(parameters));
        conditions.addAll(filter.conditions(parameters, time.now(), zone(filter, visibility)));
        return new Query(" where " + String.join(" and ", conditions), parameters);
    }

    /** Of the place asked for, else of the first place that may be read. */
    private ZoneId zone(CaseFilter filter, Visibility visibility) {
        return reference
                .timeOf(Stream.concat(
                                Stream.ofNullable(filter.code()),
                                Stream.concat(
                                                visibility.scopes().stream(),
                                                visibility.units().stream().map(Caller.UnitAt::scope))
                                        .sorted())
                        .findFirst()
                        .orElse(null))
                .calendar()
                .zone();
    }

    private record Query(String where, Map<String, @Nullable Object> parameters) {}
}
