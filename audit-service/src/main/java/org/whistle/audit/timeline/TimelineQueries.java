package org.whistle.audit.timeline;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.code.CaseState;
import org.whistle.kit.caller.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One case as a whole: where it is, and everything that happened to it with its place in the ledger. */
@Service
public class TimelineQueries {

    private final CaseSearch search;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    TimelineQueries(CaseSearch search, JdbcClient jdbc, JsonMapper json) {
        this.search = search;
        this.jdbc = jdbc;
        this.json = json;
    }

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
        return search.get(caseId, Visibility.of(caller));
    }

    /** Everything that happened to a case, in the order of the ledger. */
    public List<TimelineEvent> timeline(UUID caseId, Caller caller) {
        get(caseId, caller);
        return jdbc.sql("""
                        select t.shard, t.index, t.state_after, t.superseded, e.value
                        from timeline t join entry e on e.shard = t.shard and e.index = t.index
                        where t.case_id = :id order by t.shard, t.index
                        """).param("id", caseId).query((row, _) -> event(row)).list();
    }

    private TimelineEvent event(ResultSet row) throws SQLException {
        byte[] value = row.getBytes("value");
        Envelope envelope = EventCodec.decode(value);
        @Nullable String after = row.getString("state_after");
        return new TimelineEvent(
                envelope.id(),
                envelope.type(),
                envelope.source(),
                envelope.time(),
                envelope.actor(),
                envelope.actorRole(),
                envelope.round(),
                envelope.assignmentId(),
                envelope.attempt(),
                after == null ? null : CaseState.valueOf(after),
                row.getString("superseded"),
                new LedgerPosition(row.getInt("shard"), row.getLong("index")),
                json.readTree(new String(value, StandardCharsets.UTF_8)).get("data"));
    }
}
