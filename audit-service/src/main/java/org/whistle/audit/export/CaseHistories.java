package org.whistle.audit.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.timeline.CaseFilter;
import org.whistle.audit.timeline.CaseSearch;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.Visibility;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;

/** Reads whole histories, some cases at a time. */
@Component
class CaseHistories {

    private final CaseSearch search;
    private final JdbcClient jdbc;

    CaseHistories(CaseSearch search, JdbcClient jdbc) {
        this.search = search;
        this.jdbc = jdbc;
    }

    /** Takes what is handed to it. */
    @FunctionalInterface
    interface Taker<E extends Exception> {

        void take(CaseHistory history) throws E;
    }

    /** Hands over every case that matches, newest first; at any time some hundred are in memory. */
    <E extends Exception> void each(CaseFilter filter, Visibility visibility, Taker<E> taker) throws E {
        CaseSearch.Chunk chunk = search.first(filter, visibility);
        while (!chunk.cases().isEmpty()) {
            Map<UUID, List<Envelope>> events = events(chunk.cases());
            for (CaseView view : chunk.cases()) {
                taker.take(new CaseHistory(view, events.getOrDefault(view.caseId(), List.of())));
            }
            chunk = search.after(chunk, filter, visibility);
        }
    }

    private Map<UUID, List<Envelope>> events(List<CaseView> cases) {
        Map<UUID, List<Envelope>> events = new HashMap<>();
        jdbc.sql("""
                        select t.case_id, e.value from timeline t
                        join entry e on e.shard = t.shard and e.index = t.index
                        where t.case_id = any(:cases) and t.superseded is null order by t.shard, t.index
                        """)
                .param("cases", cases.stream().map(CaseView::caseId).toArray(UUID[]::new))
                .query(row -> {
                    events.computeIfAbsent(row.getObject("case_id", UUID.class), _ -> new ArrayList<>())
                            .add(EventCodec.decode(row.getBytes("value")));
                });
        return events;
    }
}
