package org.whistle.audit.ledger.verification;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.verification.LogFinding.Kind;
import org.whistle.kit.time.Limits;

/** Events that a producer numbered and that never came: each case and producer counts from 1 without a gap. */
@Component
class SequenceGaps {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Limits limits;

    SequenceGaps(JdbcClient jdbc, TransactionTemplate transaction, Limits limits) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.limits = limits;
    }

    private record Story(UUID caseId, String source) {}

    /** One finding for each case and producer with a gap, at the leaf after it. */
    void find(Shard shard, long size, Findings findings) {
        List<Story> gaps = transaction.execute(_ -> {
            limits.lift();
            return jdbc.sql("""
                            select case_id, source from entry
                            where shard = :shard and index < :size and verdict = 'TRUSTED' and case_id is not null
                            group by case_id, source having min(sequence) <> 1 or max(sequence) <> count(*)
                            order by min(index) limit :most
                            """)
                    .param("shard", shard.number())
                    .param("size", size)
                    .param("most", Findings.MOST)
                    .query(Story.class)
                    .list();
        });
        gaps.forEach(gap -> findings.add(first(shard, size, gap)));
    }

    private LogFinding first(Shard shard, long size, Story gap) {
        return jdbc.sql("""
                        select index, sequence, before from (
                            select index, sequence, lag(sequence, 1, 0::bigint) over (order by index) as before from entry
                            where shard = :shard and index < :size and verdict = 'TRUSTED'
                            and case_id = :case and source = :source) as told
                        where sequence <> before + 1 order by index limit 1
                        """)
                .param("shard", shard.number())
                .param("size", size)
                .param("case", gap.caseId())
                .param("source", gap.source())
                .query((row, _) -> LogFinding.at(
                        row.getLong("index"),
                        Kind.SEQUENCE_GAP,
                        "case %s, %s: %d after %d"
                                .formatted(gap.caseId(), gap.source(), row.getLong("sequence"), row.getLong("before"))))
                .optional()
                .orElseGet(() -> new LogFinding(null, Kind.SEQUENCE_GAP, gap.toString()));
    }
}
