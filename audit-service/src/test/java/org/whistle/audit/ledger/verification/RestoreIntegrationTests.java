package org.whistle.audit.ledger.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.AuditApplication;
import org.whistle.audit.AuditRun;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.checkpoint.Alarms;
import org.whistle.audit.ledger.checkpoint.Checkpoints;
import org.whistle.audit.ledger.checkpoint.StoredCheckpoint;
import org.whistle.audit.ledger.checkpoint.TestWitness;
import org.whistle.proof.tree.Hash;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;

/** The whole database is yesterday's, and Kafka is today's: the ledger grows back to the very same roots. */
class RestoreIntegrationTests {

    private final TestSystem system = TestSystem.shared();
    private final TestWitness witness = TestWitness.start();
    private final TestTopic topic = new TestTopic("case-events");
    private final Map<String, String> settings = new HashMap<>(system.settingsFor("audit-service"));

    @AfterEach
    void close() {
        witness.close();
        topic.close();
    }

    @Test
    void aDatabaseOfYesterdayReadsAgainWhatItLost() {
        settings.put("whistle.ledger.witness-url", witness.url());
        settings.put("whistle.ledger.witness-keys", witness.key());
        String url = settings.getOrDefault("spring.datasource.url", "");
        tell(20);
        try (AuditRun run = AuditRun.start(settings)) {
            awaitCosigned(run);
        }
        String yesterday = system.copyOf(url);
        Map<Shard, Hash> roots;
        Map<Shard, Long> sizes;
        try (AuditRun run = AuditRun.start(settings)) {
            tell(20);
            awaitCosigned(run);
            roots = newest(run).stream().collect(Collectors.toMap(StoredCheckpoint::shard, StoredCheckpoint::root));
            sizes = newest(run).stream().collect(Collectors.toMap(StoredCheckpoint::shard, StoredCheckpoint::size));
        }
        system.restore(url, yesterday);
        try (AuditRun run = AuditRun.start(settings)) {
            EntryQueries entries = run.get(EntryQueries.class);
            await().until(() ->
                    sizes.entrySet().stream().allMatch(size -> entries.size(size.getKey()) == size.getValue()));
            awaitCosigned(run);
            assertThat(newest(run).stream().collect(Collectors.toMap(StoredCheckpoint::shard, StoredCheckpoint::root)))
                    .isEqualTo(roots);
            await().until(() -> run.get(Alarms.class).standing().isEmpty());
            assertThat(Shard.all())
                    .allSatisfy(shard -> assertThat(
                                    run.get(LogVerifier.class).verify(shard).findings())
                            .isEmpty());
        }
    }

    @Test
    void theCommandSaysInItsExitCodeWhetherTheLogsHold() {
        tell(3);
        try (AuditRun run = AuditRun.start(settings)) {
            await().until(() -> newest(run).size() > 1);
        }
        String[] arguments = AuditRun.arguments(settings);
        assertThat(VerifyCommand.execute(AuditApplication.class, arguments)).isZero();
        try (Intruder intruder = new Intruder(settings.getOrDefault("spring.datasource.url", ""))) {
            intruder.run("update entry set value = '\\x00' where index = 0");
        }
        assertThat(VerifyCommand.execute(AuditApplication.class, arguments)).isEqualTo(1);
        assertThat(VerifyCommand.execute(AuditApplication.class, "--shard=13")).isEqualTo(2);
    }

    private void tell(int stories) {
        topic.publish(IntStream.range(0, stories)
                .mapToObj(
                        number -> StoryTeller.reported("第%d件".formatted(number)).dispatchedTo("SANITATION"))
                .flatMap(story -> story.events().stream())
                .toList());
    }

    /** Everything on the topic is in the ledger, signed and cosigned. */
    private void awaitCosigned(AuditRun run) {
        int published = topic.records().size();
        JdbcClient jdbc = run.get(JdbcClient.class);
        await().until(() -> jdbc.sql("""
                                select count(*) from (
                                    select shard, max(index) + 1 as size from entry group by shard) as e
                                join (select shard, max(size) as size from cosignature group by shard) as c
                                    using (shard, size)
                                """).query(Integer.class).single()
                        == jdbc.sql("select count(distinct shard) from entry")
                                .query(Integer.class)
                                .single()
                && jdbc.sql("select count(*) from entry where shard < 12")
                                .query(Integer.class)
                                .single()
                        >= distinct(published));
    }

    private long distinct(int published) {
        return topic.records().stream()
                .limit(published)
                .map(one -> Hash.ofLeaf(one.value()))
                .distinct()
                .count();
    }

    private static List<StoredCheckpoint> newest(AuditRun run) {
        Checkpoints checkpoints = run.get(Checkpoints.class);
        return Shard.all().stream()
                .flatMap(shard -> checkpoints.latest(shard).stream())
                .toList();
    }
}
