package org.whistle.audit.timeline;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.kit.desk.Page;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.time.DatabaseTime;

/** Search over every desk, always within what the caller may see. */
@Service
public class CaseSearch {

    /** Beyond this nobody leafs, and counting on would cost more than it tells. */
    public static final int COUNTED = 10_000;

    private static final int DEFAULT_SIZE = 50;

    private final JdbcClient jdbc;
    private final DatabaseTime time;

    CaseSearch(JdbcClient jdbc, DatabaseTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * A page of what the caller may see, newest first.
     *
     * @throws RefusedException 422 for a page beyond the first {@value #COUNTED} cases
     */
    public Page<CaseView> search(CaseFilter filter, Visibility visibility) {
        int page = filter.page() == null ? 0 : filter.page();
        int size = filter.size() == null ? DEFAULT_SIZE : filter.size();
        if ((long) page * size >= COUNTED) {
            throw RefusedException.field("/page", "NARROW_THE_SEARCH");
        }
        Query query = query(filter, visibility);
        long found = jdbc.sql(
                        "select count(*) from (select 1 from audit_case" + query.where() + " limit :most) as found")
                .params(query.parameters())
                .param("most", COUNTED + 1)
                .query(Long.class)
                .single();
        List<CaseView> items = jdbc.sql("select * from audit_case" + query.where()
                        + " order by reported_at desc, case_id limit :limit offset :offset")
                .params(query.parameters())
                .param("limit", size)
                .param("offset", page * size)
                .query((row, _) -> CaseView.of(row))
                .list();
        return found > COUNTED ? Page.ofMany(items, page, size, COUNTED) : new Page<>(items, page, size, found);
    }

    /** Everything that matches, newest first, read as it is needed; has to be closed, in a transaction. */
    public Stream<CaseView> all(CaseFilter filter, Visibility visibility) {
        Query query = query(filter, visibility);
        return jdbc
                .sql("select * from audit_case" + query.where() + " order by reported_at desc, case_id")
                .withFetchSize(1_000)
                .params(query.parameters())
                .query((ResultSet row, int _) -> CaseView.of(row))
                .stream();
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
        conditions.addAll(filter.conditions(parameters, time.now()));
        return new Query(" where " + String.join(" and ", conditions), parameters);
    }

    private record Query(String where, Map<String, @Nullable Object> parameters) {}
}
