package org.whistle.audit.stream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the timeline what lies between two places in the ledger. */
@Component
class ChangeQueries {

    private final JdbcClient jdbc;

    ChangeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As far as the timeline has read the ledger. */
    Positions told() {
        Positions[] told = {Positions.START};
        jdbc.sql("select shard, next_index from projection where model = 'timeline' and next_index > 0")
                .query(row -> {
                    told[0] = told[0].after(row.getInt("shard"), row.getLong("next_index") - 1);
                });
        return told[0];
    }

    /** All changes between two places, shard by shard in order. */
    List<CaseChange> between(Positions from, Positions until) {
        List<CaseChange> changes = new ArrayList<>();
        for (int shard = 0; shard < from.next().size(); shard++) {
            if (from.of(shard) < until.of(shard)) {
                changes.addAll(between(shard, from.of(shard), until.of(shard)));
            }
        }
        return changes;
    }

    private List<CaseChange> between(int shard, long from, long until) {
        return jdbc.sql("""
                        select t.shard, t.index, t.event_id, t.type, t.happened_at, t.state_after, t.round, c.case_id,
                            c.case_number, c.state, c.jurisdiction, c.category_code, c.whistle_kind, c.lead_unit,
                            c.units, c.flags, c.deadline
                        from timeline t join audit_case c on c.case_id = t.case_id
                        where t.shard = :shard and t.index >= :from and t.index < :until order by t.index
                        """)
                .param("shard", shard)
                .param("from", from)
                .param("until", until)
                .query((row, _) -> change(row))
                .list();
    }

    private static CaseChange change(ResultSet row) throws SQLException {
        return new CaseChange(
                row.getInt("shard"),
                row.getLong("index"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                row.getString("state"),
                row.getString("state_after"),
                row.getInt("round"),
                row.getString("jurisdiction"),
                row.getString("category_code"),
                row.getString("whistle_kind"),
                row.getString("lead_unit"),
                List.of((String[]) row.getArray("units").getArray()),
                List.of((String[]) row.getArray("flags").getArray()),
                deadline(row));
    }

    private static @Nullable Instant deadline(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime found = row.getObject("deadline", OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
