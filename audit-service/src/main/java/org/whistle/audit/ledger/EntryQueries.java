package org.whistle.audit.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads entries as they are. */
@Service
public class EntryQueries {

    private final JdbcClient jdbc;

    EntryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many entries a shard has. */
    public long size(Shard shard) {
        return jdbc.sql("select coalesce(max(index) + 1, 0) from entry where shard = :shard")
                .param("shard", shard.number())
                .query(Long.class)
                .single();
    }

    /** The entries from one index to before another, those that are there. */
    public List<StoredEntry> range(Shard shard, long from, long to) {
        return jdbc.sql("select * from entry where shard = :shard and index >= :from and index < :to order by index")
                .param("shard", shard.number())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> StoredEntry.of(row))
                .list();
    }

    /** The trusted entries of a case, in the order of their shard. */
    public List<StoredEntry> ofCase(UUID caseId) {
        return jdbc.sql("select * from entry where case_id = :id and verdict = 'TRUSTED' order by shard, index")
                .param("id", caseId)
                .query((row, _) -> StoredEntry.of(row))
                .list();
    }

    /** The entry that holds an event. */
    public Optional<StoredEntry> ofEvent(UUID eventId) {
        return jdbc.sql("select * from entry where event_id = :id")
                .param("id", eventId)
                .query((row, _) -> StoredEntry.of(row))
                .optional();
    }
}
