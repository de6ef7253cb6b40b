package org.whistle.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.AuditRun;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.checkpoint.CheckpointSigning;
import org.whistle.audit.ledger.verification.LogVerifier;
import org.whistle.events.EventCodec;
import org.whistle.testing.TestSystem;

/** Entries from before the tree become its leaves, and their tiles are made at the start. */
class LedgerMigrationIntegrationTests {

    private static final String BEFORE_THE_TREE = "106";
    private static final Shard SHARD = new Shard(5);

    private final Map<String, String> settings =
            new HashMap<>(TestSystem.shared().settingsFor("audit-service"));
    private final String url = settings.getOrDefault("spring.datasource.url", "");

    @Test
    void anOldLedgerVerifiesLikeANewOne() throws SQLException {
        Flyway.configure()
                .dataSource(url, settings.get("spring.flyway.user"), settings.get("spring.flyway.password"))
                .locations("classpath:db/kit", "classpath:db/migration")
                .placeholders(Map.of("runtime", settings.getOrDefault("spring.flyway.user", "")))
                .target(BEFORE_THE_TREE)
                .load()
                .migrate();
        List<ConsumerRecord<byte[], byte[]>> records = records();
        insertAsBefore(records);
        settings.put("whistle.background", "false");
        try (AuditRun run = AuditRun.start(settings)) {
            run.get(ShardEdges.class).makeMissing();
            assertThat(run.get(JdbcClient.class)
                            .sql("select count(*) from tile")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            run.get(CheckpointSigning.class).sign();
            assertThat(run.get(LogVerifier.class).verify(SHARD).findings()).isEmpty();
            assertThat(run.get(LogVerifier.class).verify(SHARD).size()).isEqualTo(records.size());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records() {
        Partition partition = new Partition(SHARD);
        IntStream.range(0, 50)
                .mapToObj(number -> StoryTeller.reported("第%d件".formatted(number))
                        .dispatchedTo("SANITATION")
                        .closed())
                .forEach(partition::add);
        return partition.add(new byte[] {0, (byte) 0xff}, null).all();
    }

    private void insertAsBefore(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try (Connection connection = TestSystem.shared().superuser(url);
                PreparedStatement insert = connection.prepareStatement("""
                        insert into entry (shard, index, position, event_id, case_id, verdict, value, signature)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            for (ConsumerRecord<byte[], byte[]> one : records) {
                boolean trusted = one.headers().lastHeader("signature") != null;
                insert.setInt(1, SHARD.number());
                insert.setLong(2, one.offset());
                insert.setLong(3, one.offset());
                insert.setObject(4, trusted ? EventCodec.decode(one.value()).id() : null);
                insert.setObject(5, trusted ? EventCodec.decode(one.value()).caseId() : null);
                insert.setString(6, trusted ? "TRUSTED" : "REFUSED");
                insert.setBytes(7, one.value());
                insert.setString(
                        8,
                        trusted
                                ? new String(
                                        one.headers().lastHeader("signature").value(), StandardCharsets.UTF_8)
                                : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
