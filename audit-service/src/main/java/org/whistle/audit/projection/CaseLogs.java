package org.whistle.audit.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.EventCodec;

/** Reads whole cases back from the ledger. */
@Component
public class CaseLogs {

    private final JdbcClient jdbc;

    CaseLogs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All trusted entries of one case, in the order of the ledger. */
    public List<Entry> of(UUID caseId) {
        return jdbc.sql("""
                        select shard, index, value from entry
                        where case_id = :id and verdict = 'TRUSTED' order by shard, index
                        """)
                .param("id", caseId)
                .query((row, _) -> entry(row.getInt("shard"), row.getLong("index"), row.getBytes("value")))
                .list();
    }

    /** The cases that have entries in a stretch of a shard, each with its whole log until the end of the stretch. */
    List<CaseLog> grown(int shard, long from, long until) {
        Map<UUID, List<Entry>> logs = new LinkedHashMap<>();
        jdbc.sql("""
                        select e.case_id, e.index, e.value from entry e
                        where e.shard = :shard and e.index < :until and e.verdict = 'TRUSTED' and e.case_id in (
                            select case_id from entry where shard = :shard and index >= :from and index < :until)
                        order by e.index
                        """)
                .param("shard", shard)
                .param("from", from)
                .param("until", until)
                .query(row -> {
                    logs.computeIfAbsent(row.getObject("case_id", UUID.class), _ -> new ArrayList<>())
                            .add(entry(shard, row.getLong("index"), row.getBytes("value")));
                });
        return logs.entrySet().stream()
                .map(log -> new CaseLog(log.getKey(), shard, log.getValue(), from))
                .toList();
    }

    private static Entry entry(int shard, long index, byte[] value) {
        return new Entry(shard, index, EventCodec.decode(value), value);
    }
}
