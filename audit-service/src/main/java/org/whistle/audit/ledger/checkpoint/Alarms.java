package org.whistle.audit.ledger.checkpoint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Shard;

/** Alarms about the ledger, recorded when they begin and when they end; never deleted. */
@Component
public class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final JdbcClient jdbc;

    Alarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can be wrong. */
    public enum Kind {
        /** the log is shorter than what it signed */
        LOG_CUT,
        /** the stored tree has another root than what was signed */
        ROOT_CHANGED,
        /** the witness saw more of the log than there is: it was set back */
        WITNESS_AHEAD,
        /** the log does not continue what the witness saw */
        WITNESS_DISAGREES
    }

    /** An active alarm. */
    public record Alarm(Shard shard, Kind kind, String detail, Instant foundAt) {}

    void raise(Shard shard, Kind kind, String detail) {
        if (turn(shard, kind, true, detail)) {
            LOG.error("ledger alarm shard={} kind={} {}", shard.name(), kind, detail);
        }
    }

    void clear(Shard shard, Kind kind) {
        if (turn(shard, kind, false, "recovered")) {
            LOG.warn("ledger alarm is over shard={} kind={}", shard.name(), kind);
        }
    }

    /** The alarms that were raised and not cleared since. */
    public List<Alarm> standing() {
        return jdbc.sql("""
                        select shard, kind, detail, found_at from (
                            select distinct on (shard, kind) * from ledger_alarm order by shard, kind, id desc) as last
                        where standing order by shard, kind
                        """)
                .query((row, _) -> new Alarm(
                        new Shard(row.getInt("shard")),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("detail"),
                        row.getObject("found_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private boolean turn(Shard shard, Kind kind, boolean standing, String detail) {
        return jdbc.sql("""
                                insert into ledger_alarm (shard, kind, standing, detail)
                                select :shard, :kind, :standing, :detail
                                where :standing is distinct from coalesce((
                                    select standing from ledger_alarm where shard = :shard and kind = :kind
                                    order by id desc limit 1), false)
                                """)
                        .param("shard", shard.number())
                        .param("kind", kind.name())
                        .param("standing", standing)
                        .param("detail", detail)
                        .update()
                == 1;
    }
}
