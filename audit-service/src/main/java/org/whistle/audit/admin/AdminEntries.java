package org.whistle.audit.admin;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.AdminEvent;
import org.whistle.events.AdminEvent.ScoreBasis;
import org.whistle.events.EventCodec;
import org.whistle.kit.kafka.Topics;

/** What the ledger holds of the admin log. */
@Component
public class AdminEntries {

    /** After the shards of the cases. */
    private static final int SHARD = Topics.CASE_EVENT_PARTITIONS;

    private final JdbcClient jdbc;

    AdminEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the scores of a period were said to be made from when they were published, or frozen; the last time. */
    public Optional<ScoreBasis> basisOf(String county, String period, boolean frozen) {
        try (Stream<byte[]> values = jdbc
                .sql("""
                        select value from entry where shard = :shard and verdict = 'TRUSTED'
                        and position(convert_to(:type, 'UTF8') in value) > 0 order by index
                        """)
                .param("shard", SHARD)
                .param("type", frozen ? "admin.scores-frozen.v1" : "admin.scores-published.v1")
                .query((row, _) -> row.getBytes("value"))
                .stream()) {
            return values.map(EventCodec::decode)
                    .filter(event -> event.subject().equals(county))
                    .flatMap(event -> switch (event.data()) {
                        case AdminEvent.ScoresFrozen told when told.period().equals(period) -> Stream.of(told.basis());
                        case AdminEvent.ScoresPublished told
                        when told.period().equals(period) -> Stream.of(told.basis());
                        default -> Stream.empty();
                    })
                    .reduce((_, later) -> later);
        }
    }
}
