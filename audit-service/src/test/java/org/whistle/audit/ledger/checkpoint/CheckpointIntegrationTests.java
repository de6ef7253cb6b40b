package org.whistle.audit.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.Partition;
import org.whistle.audit.ledger.Shard;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.KeyFiles;
import org.whistle.proof.note.Note;
import org.whistle.proof.tree.Consistency;
import org.whistle.proof.tree.Hash;
import org.whistle.testing.DeskTest;

/** Every new checkpoint continues the last signed one, for any replica and any content of the tables. */
@DeskTest
@TestPropertySource(properties = "whistle.background=false")
class CheckpointIntegrationTests {

    private static final TestWitness WITNESS = TestWitness.start();
    private static final Path KEYS = ownKeys();

    @Autowired
    private BatchProcessor appender;

    @Autowired
    private CheckpointSigning signing;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private Witnessing witnessing;

    @Autowired
    private Proving proving;

    @Autowired
    private Alarms alarms;

    @Autowired
    private LedgerKeys keys;

    @Autowired
    private LedgerHealth health;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        WITNESS.tell(registry);
    }

    @AfterAll
    static void stop() {
        WITNESS.close();
    }

    @Test
    void everyCheckpointContinuesTheOneBefore() {
        Shard shard = new Shard(0);
        Partition partition = stories(shard, 40);
        for (int from = 0; from < 480; from += 60) {
            appender.process(partition.records(from, from + 60));
            assertThat(signing.sign()).isTrue();
            assertThat(signing.sign()).isFalse();
        }
        List<StoredCheckpoint> all = checkpoints.after(shard, 0, 100);
        assertThat(all)
                .extracting(StoredCheckpoint::size)
                .containsExactly(60L, 120L, 180L, 240L, 300L, 360L, 420L, 480L);
        for (StoredCheckpoint one : all) {
            Note note = Note.parse(one.note());
            assertThat(note.signers(keys.verifiers(shard))).hasSize(1);
            assertThat(Checkpoint.parse(note.text()))
                    .isEqualTo(new Checkpoint("whistle.local/audit/0", one.size(), one.root()));
            StoredCheckpoint last = all.getLast();
            List<Hash> proof = proving.consistency(shard, one.size(), last.size());
            assertThat(Consistency.holds(one.size(), one.root(), last.size(), last.root(), proof))
                    .isTrue();
        }
    }

    @Test
    void anotherSignerTakesOverWhereTheFirstStopped() {
        Shard shard = new Shard(1);
        Partition partition = stories(shard, 30);
        appender.process(partition.records(0, 100));
        signing.sign();
        appender.process(partition.records(100, 360));
        CheckpointSigning other = new CheckpointSigning(jdbc, transaction, checkpoints, keys, alarms);
        assertThat(other.sign()).isTrue();
        assertThat(signing.sign()).isFalse();
        StoredCheckpoint first = checkpoints.after(shard, 0, 1).getFirst();
        StoredCheckpoint second = checkpoints.latest(shard).orElseThrow();
        assertThat(Consistency.holds(
                        first.size(), first.root(), second.size(), second.root(), proving.consistency(shard, 100, 360)))
                .isTrue();
    }

    @Test
    void oneSignsAtATime() {
        Shard shard = new Shard(2);
        appender.process(stories(shard, 1).all());
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select pg_advisory_xact_lock(:space, 0)")
                    .param("space", CheckpointSigning.LOCK_SPACE)
                    .query(_ -> {});
            assertThat(CompletableFuture.supplyAsync(signing::sign).join()).isFalse();
        });
        assertThat(checkpoints.latest(shard)).isEmpty();
        assertThat(signing.sign()).isTrue();
    }

    @Test
    void theWitnessCosignsAndCatchesUpAfterItWasAway() {
        Shard shard = new Shard(3);
        Partition partition = stories(shard, 10);
        appender.process(partition.records(0, 50));
        signing.sign();
        witnessing.cosign();
        StoredCheckpoint cosigned = checkpoints.latestCosigned(shard).orElseThrow();
        assertThat(cosigned.parsed().signers(keys.witnesses())).hasSize(1);
        WITNESS.pause();
        appender.process(partition.records(50, 100));
        signing.sign();
        assertThatException().isThrownBy(() -> witnessing.cosign());
        assertThat(checkpoints.latestCosigned(shard)).contains(cosigned);
        WITNESS.resume();
        witnessing.cosign();
        assertThat(checkpoints.latestCosigned(shard).orElseThrow().size()).isEqualTo(100);
        assertThat(health.health().getDetails()).containsEntry("alarms", List.of());
    }

    @Test
    void aSecondKeySignsBesideTheFirstUntilThatIsTakenAway() throws IOException {
        Shard shard = new Shard(4);
        Partition partition = stories(shard, 3);
        LedgerKeys rotating = new LedgerKeys(new LedgerProperties("whistle.local/audit", KEYS, null, List.of()));
        CheckpointSigning signer = new CheckpointSigning(jdbc, transaction, checkpoints, rotating, alarms);
        appender.process(partition.records(0, 12));
        signer.sign();
        KeyFiles.generate(KEYS, "second");
        awaitKeys(rotating, shard, 2, 2);
        appender.process(partition.records(12, 24));
        signer.sign();
        assertThat(checkpoints.latest(shard).orElseThrow().parsed().signers(rotating.verifiers(shard)))
                .containsExactlyElementsOf(rotating.verifiers(shard));
        Files.delete(KEYS.resolve("first.pem"));
        awaitKeys(rotating, shard, 1, 2);
        appender.process(partition.records(24, 36));
        signer.sign();
        List<StoredCheckpoint> all = checkpoints.after(shard, 0, 9);
        assertThat(all)
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.parsed().signers(rotating.verifiers(shard)))
                        .isNotEmpty());
        assertThat(all.getLast().parsed().signers(rotating.verifiers(shard)))
                .containsExactly(rotating.verifiers(shard).getFirst());
    }

    private static void awaitKeys(LedgerKeys keys, Shard shard, int signing, int known) {
        await().until(() ->
                keys.signers(shard).size() == signing && keys.verifiers(shard).size() == known);
    }

    private static Path ownKeys() {
        try {
            Path folder = Files.createTempDirectory("whistle-ledger-keys");
            KeyFiles.generate(folder, "first");
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Partition stories(Shard shard, int count) {
        Partition partition = new Partition(shard);
        IntStream.range(0, count)
                .mapToObj(number -> StoryTeller.reported("第%d件".formatted(number))
                        .dispatchedTo("SANITATION")
                        .closed())
                .forEach(partition::add);
        return partition;
    }
}
