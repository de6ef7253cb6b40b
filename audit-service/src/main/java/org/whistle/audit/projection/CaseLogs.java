package org.whistle.audit.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Entry;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.proof.tree.Hash;

/** Reads whole cases back from the ledger. */
@Component
public class CaseLogs {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int AT_ONCE = 300;

    private final JdbcClient jdbc;
    private final RecentEntries recent = new RecentEntries();

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

    /** Takes the events of one case. */
    @FunctionalInterface
    public interface Taker {

        /** All of them, in the order of the ledger. */
        void take(List<Envelope> events);
    }

    /**
     * Hands over every case of a county, once each, as the ledger knew it at some size; some hundred are in memory.
     *
     * @param sizes of the shards, in their order
     */
    public void each(List<Long> sizes, String county, Taker taker) {
        for (int shard = 0; shard < sizes.size(); shard++) {
            List<UUID> cases = casesAfter(shard, FIRST, sizes.get(shard));
            while (!cases.isEmpty()) {
                for (List<Envelope> events : events(shard, cases, sizes.get(shard))) {
                    if (events.stream()
                            .anyMatch(event -> event.jurisdiction() != null
                                    && event.jurisdiction().startsWith(county))) {
                        taker.take(events);
                    }
                }
                cases = casesAfter(shard, cases.getLast(), sizes.get(shard));
            }
        }
    }

    private List<UUID> casesAfter(int shard, UUID last, long size) {
        return jdbc.sql("""
                        select distinct case_id from entry
                        where shard = :shard and index < :size and verdict = 'TRUSTED' and case_id > :last
                        order by case_id limit :limit
                        """)
                .param("shard", shard)
                .param("size", size)
                .param("last", last)
                .param("limit", AT_ONCE)
                .query(UUID.class)
                .list();
    }

    private Collection<List<Envelope>> events(int shard, List<UUID> cases, long size) {
        Map<UUID, List<Envelope>> events = new LinkedHashMap<>();
        jdbc.sql("""
                        select case_id, value from entry
                        where case_id = any(:cases) and shard = :shard and index < :size and verdict = 'TRUSTED'
                        order by case_id, index
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .param("shard", shard)
                .param("size", size)
                .query(row -> {
                    events.computeIfAbsent(row.getObject("case_id", UUID.class), _ -> new ArrayList<>())
                            .add(EventCodec.decode(row.getBytes("value")));
                });
        return events.values();
    }

    /** The cases that have entries in a stretch of a shard, each with its whole log until the end of the stretch. */
    List<CaseLog> grown(int shard, long from, long until) {
        Map<UUID, List<Long>> places = new LinkedHashMap<>();
        Map<Long, Entry> entries = new HashMap<>();
        jdbc.sql("""
                        select e.case_id, e.index, e.leaf_hash, case when e.index >= :from then e.value end as value from entry e
                        where e.shard = :shard and e.index < :until and e.verdict = 'TRUSTED' and e.case_id in (
                            select case_id from entry where shard = :shard and index >= :from and index < :until)
                        order by e.index
                        """)
                .param("shard", shard)
                .param("from", from)
                .param("until", until)
                .query(row -> {
                    long index = row.getLong("index");
                    places.computeIfAbsent(row.getObject("case_id", UUID.class), _ -> new ArrayList<>())
                            .add(index);
                    @Nullable Entry known = recent.get(shard, index, Hash.of(row.getBytes("leaf_hash")));
                    byte @Nullable [] value = row.getBytes("value");
                    if (known != null) {
                        entries.put(index, known);
                    } else if (value != null) {
                        entries.put(index, entry(shard, index, value));
                    }
                });
        read(shard, places.values(), entries);
        entries.values().forEach(recent::keep);
        return places.entrySet().stream()
                .map(log -> new CaseLog(
                        log.getKey(),
                        shard,
                        log.getValue().stream()
                                .map(index -> Objects.requireNonNull(entries.get(index)))
                                .toList(),
                        from))
                .toList();
    }

    /** Reads the entries of these places that are not in memory. */
    private void read(int shard, Collection<List<Long>> places, Map<Long, Entry> entries) {
        Long[] missing = places.stream()
                .flatMap(List::stream)
                .filter(index -> !entries.containsKey(index))
                .toArray(Long[]::new);
        if (missing.length > 0) {
            jdbc.sql("select index, value from entry where shard = :shard and index = any(:missing)")
                    .param("shard", shard)
                    .param("missing", missing)
                    .query(row -> {
                        long index = row.getLong("index");
                        entries.put(index, entry(shard, index, row.getBytes("value")));
                    });
        }
    }

    private static Entry entry(int shard, long index, byte[] value) {
        return new Entry(shard, index, EventCodec.decode(value), value);
    }
}
