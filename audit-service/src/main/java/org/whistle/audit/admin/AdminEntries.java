package org.whistle.audit.admin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    private static final String BONUS = "admin.bonus-granted.v1";

    private final JdbcClient jdbc;

    AdminEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The basis of a period's scores as recorded in the admin log.
     *
     * @param bonuses points granted before, by unit
     */
    public record Proof(ScoreBasis basis, Map<String, BigDecimal> bonuses) {

        public Proof {
            bonuses = Map.copyOf(bonuses);
        }
    }

    /** The last time a period was published, or frozen. */
    public Optional<Proof> proofOf(String county, String period, boolean frozen) {
        String type = frozen ? "admin.scores-frozen.v1" : "admin.scores-published.v1";
        Map<String, BigDecimal> bonuses = new TreeMap<>();
        try (Stream<AdminEvent> events = events(county, type)) {
            return events.flatMap(event -> switch (event) {
                        case AdminEvent.BonusGranted one
                        when one.period().equals(period) -> {
                            bonuses.merge(one.unit(), BigDecimal.valueOf(one.points()), BigDecimal::add);
                            yield Stream.empty();
                        }
                        case AdminEvent.ScoresFrozen told
                        when told.period().equals(period) -> Stream.of(new Proof(told.basis(), bonuses));
                        case AdminEvent.ScoresPublished told
                        when told.period().equals(period) -> Stream.of(new Proof(told.basis(), bonuses));
                        default -> Stream.<Proof>empty();
                    })
                    .reduce((_, later) -> later);
        }
    }

    /** Those of a county of one type, and grants, in the order of the ledger. */
    private Stream<AdminEvent> events(String county, String type) {
        return jdbc
                .sql("""
                        select value from entry
                        where shard = :shard and verdict = 'TRUSTED' and exists (
                            select 1 from unnest(:types::text[]) as type
                            where position(convert_to(type, 'UTF8') in value) > 0)
                        order by index
                        """)
                .param("shard", SHARD)
                .param("types", List.of(type, BONUS).toArray(String[]::new))
                .query((row, _) -> row.getBytes("value"))
                .stream()
                .map(EventCodec::decode)
                .filter(event -> event.subject().equals(county))
                .flatMap(event -> event.data() instanceof AdminEvent admin ? Stream.of(admin) : Stream.empty());
    }
}
