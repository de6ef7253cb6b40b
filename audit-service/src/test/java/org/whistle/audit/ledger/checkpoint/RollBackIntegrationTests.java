package org.whistle.audit.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Partition;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.verification.Intruder;
import org.whistle.audit.ledger.verification.LogFinding;
import org.whistle.audit.ledger.verification.LogVerifier;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.proof.note.Receipt;
import org.whistle.proof.tree.Hash;
import org.whistle.testing.DeskTest;
import org.whistle.verifier.WhistleVerify;

/**
 * Detection of a log that was rolled back: the log itself cannot detect it, since it has lost the later entries. Each test
 * has its own shard.
 */
@DeskTest
@TestPropertySource(properties = "whistle.background=false")
class RollBackIntegrationTests {

    private static final int YESTERDAY = 50;
    private static final int TODAY = 60;
    private static final TestWitness WITNESS = TestWitness.start();

    @TempDir
    Path directory;

    @Autowired
    private BatchProcessor appender;

    @Autowired
    private CheckpointSigning signing;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private Witnessing witnessing;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private LedgerProperties properties;

    @Autowired
    private Proving proving;

    @Autowired
    private Alarms alarms;

    @Autowired
    private LedgerKeys keys;

    @Autowired
    private LogVerifier verifier;

    @Autowired
    private EntryQueries entries;

    @Value("${spring.datasource.url}")
    private String url;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Intruder intruder;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        WITNESS.tell(registry);
    }

    @BeforeEach
    void breakIn() {
        intruder = new Intruder(url);
    }

    @AfterEach
    void leave() {
        intruder.close();
    }

    @AfterAll
    static void stop() {
        WITNESS.close();
    }

    @Test
    void theWitnessNoticesAndIsContentOnceTheLogHasGrownBack() {
        Shard shard = new Shard(0);
        List<ConsumerRecord<byte[], byte[]>> records = grown(shard);
        Hash root = checkpoints.latest(shard).orElseThrow().root();
        rollBack(shard);
        grow(shard, records, YESTERDAY, YESTERDAY + 5);
        assertThat(standing(shard)).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Alarms.Kind.WITNESS_AHEAD);
            assertThat(alarm.detail()).isEqualTo("witness saw size 60, the log has 55");
        });
        assertThat(verifier.verify(shard).findings())
                .extracting(LogFinding::kind)
                .containsExactly(LogFinding.Kind.ALARM);
        grow(shard, records, YESTERDAY + 5, TODAY);
        assertThat(checkpoints.latestCosigned(shard).orElseThrow().root()).isEqualTo(root);
        assertThat(standing(shard)).isEmpty();
        assertThat(verifier.verify(shard).findings()).isEmpty();
    }

    /**
     * A service that starts on a rolled-back database raises the alarm at its first question to the witness, without new
     * entries.
     */
    @Test
    void theFirstQuestionAfterAStartNoticesEvenIfNothingIsNew() {
        Shard shard = new Shard(6);
        List<ConsumerRecord<byte[], byte[]>> records = stories(shard);
        grow(shard, records, 0, YESTERDAY);
        grow(shard, records, YESTERDAY, TODAY);
        rollBack(shard);
        Witnessing started = new Witnessing(jdbc, checkpoints, keys, alarms, properties);

        assertThat(standing(shard)).isEmpty();
        started.cosign(shard);

        assertThat(standing(shard))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.detail()).isEqualTo("witness saw size 60, the log has 50"));
    }

    @Test
    void theWitnessRefusesAnotherContinuation() {
        Shard shard = new Shard(1);
        List<ConsumerRecord<byte[], byte[]>> records = grown(shard);
        rollBack(shard);
        grow(shard, otherwise(records), YESTERDAY, TODAY + 10);
        assertThat(standing(shard)).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Alarms.Kind.WITNESS_DISAGREES);
            assertThat(alarm.detail()).contains("size 70", "size 60");
        });
        assertThat(checkpoints.latest(shard).orElseThrow().cosignatures()).isEmpty();
    }

    @Test
    void anotherTreeOfTheSameSizeIsRefusedToo() {
        Shard shard = new Shard(2);
        List<ConsumerRecord<byte[], byte[]>> records = grown(shard);
        rollBack(shard);
        grow(shard, otherwise(records), YESTERDAY, TODAY);
        assertThat(standing(shard))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.kind()).isEqualTo(Alarms.Kind.WITNESS_DISAGREES));
    }

    @Test
    void twoViewsShownToTwoReadersContradictEachOther() throws IOException {
        Shard shard = new Shard(3);
        List<ConsumerRecord<byte[], byte[]>> records = grown(shard);
        Path one = write("one", checkpoints.latest(shard).orElseThrow().published());
        rollBack(shard);
        grow(shard, otherwise(records), YESTERDAY, TODAY);
        Path other = write("other", checkpoints.latest(shard).orElseThrow().published());
        assertThat(verify("checkpoint", one.toString(), other.toString(), "--log-key", logKey(shard)))
                .isEqualTo(1);
        assertThat(said()).contains("checkpoints contradict each other: 60:");
    }

    /** The limit of the system's own checks: if the witness is rolled back as well, nothing inside the system detects it. */
    @Test
    void setBackTogetherWithItsWitnessOnlyWhatSomebodyKeptFindsIt() throws IOException {
        Shard shard = new Shard(4);
        List<ConsumerRecord<byte[], byte[]>> records = stories(shard);
        grow(shard, records, 0, YESTERDAY);
        byte[] memory = Files.readAllBytes(WITNESS.memory());
        grow(shard, records, YESTERDAY, TODAY);
        StoredCheckpoint keptCheckpoint = checkpoints.latest(shard).orElseThrow();
        Path kept = write("kept", keptCheckpoint.published());
        Path receipt = write("receipt.tlog-proof", receipt(shard, TODAY - 1));
        Path entry = directory.resolve("entry");
        Files.write(entry, entries.range(shard, TODAY - 1, TODAY).getFirst().value());

        rollBack(shard);
        WITNESS.pause();
        Files.write(WITNESS.memory(), memory);
        WITNESS.resume();
        grow(shard, otherwise(records), YESTERDAY, TODAY + 10);

        StoredCheckpoint now = checkpoints.latest(shard).orElseThrow();
        assertThat(now.cosignatures()).isNotEmpty();
        assertThat(standing(shard)).isEmpty();
        assertThat(verifier.verify(shard).findings()).isEmpty();

        Path proof = write(
                "proof",
                proving.consistency(shard, TODAY, TODAY + 10).stream()
                        .map(Hash::toString)
                        .collect(Collectors.joining("\n")));
        assertThat(verify(
                        "checkpoint",
                        kept.toString(),
                        write("now", now.published()).toString(),
                        "--consistency",
                        proof.toString()))
                .isEqualTo(1);
        assertThat(said()).contains("60 → 70");
        assertThat(verify(
                        "proof",
                        receipt.toString(),
                        "--entry",
                        entry.toString(),
                        "--log-key",
                        logKey(shard),
                        "--witness-key",
                        WITNESS.key()))
                .isZero();
        assertThat(entries.range(shard, TODAY - 1, TODAY).getFirst().value()).isNotEqualTo(Files.readAllBytes(entry));
    }

    private List<Alarms.Alarm> standing(Shard shard) {
        return alarms.standing().stream()
                .filter(alarm -> alarm.shard().equals(shard))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> grown(Shard shard) {
        List<ConsumerRecord<byte[], byte[]>> records = stories(shard);
        grow(shard, records, 0, YESTERDAY);
        grow(shard, records, YESTERDAY, TODAY);
        assertThat(checkpoints.latestCosigned(shard).orElseThrow().size()).isEqualTo(TODAY);
        return records;
    }

    private void grow(Shard shard, List<ConsumerRecord<byte[], byte[]>> records, int from, int to) {
        appender.process(records.subList(from, to));
        assertThat(entries.size(shard)).isEqualTo(to);
        signing.sign();
        witnessing.cosign();
    }

    /** Rolls back all rows of a shard; the appender notices that and reads again. */
    private void rollBack(Shard shard) {
        for (String table : List.of("cosignature", "checkpoint")) {
            intruder.run("delete from " + table + " where shard = ? and size > ?", shard.number(), YESTERDAY);
        }
        intruder.run("delete from entry where shard = ? and index >= ?", shard.number(), YESTERDAY);
        assertThatIllegalStateException()
                .isThrownBy(() -> appender.process(stories(shard).subList(YESTERDAY, TODAY)))
                .withMessageContaining("reading again from where the table ends");
    }

    /** Two cases by turns instead of one after the other: everything is genuine, but it is another history. */
    private static List<ConsumerRecord<byte[], byte[]>> otherwise(List<ConsumerRecord<byte[], byte[]>> records) {
        Partition partition = new Partition(new Shard(records.getFirst().partition()));
        IntStream.concat(
                        IntStream.range(0, YESTERDAY),
                        IntStream.range(0, records.size() - YESTERDAY).map(RollBackIntegrationTests::byTurns))
                .mapToObj(records::get)
                .forEach(one -> partition.add(
                        one.value(),
                        new String(one.headers().lastHeader("signature").value(), StandardCharsets.UTF_8)));
        return partition.all();
    }

    /** From the 51st on: one of the case that is under way, then one of the next, as long as there is one of the first. */
    private static int byTurns(int place) {
        return YESTERDAY + (place < 20 ? (place % 2 == 0 ? place / 2 : 10 + place / 2) : place);
    }

    private static List<ConsumerRecord<byte[], byte[]>> stories(Shard shard) {
        Partition partition = new Partition(shard);
        IntStream.range(0, 10)
                .mapToObj(story -> StoryTeller.reported("第%d件".formatted(story))
                        .dispatchedTo("SANITATION")
                        .closed())
                .forEach(partition::add);
        return partition.all();
    }

    private String receipt(Shard shard, long index) {
        StoredCheckpoint checkpoint = checkpoints.latest(shard).orElseThrow();
        List<Hash> proof =
                proving.inclusion(shard, List.of(index), checkpoint.size()).getFirst();
        return new Receipt(index, proof, checkpoint.parsed()).toString();
    }

    private String logKey(Shard shard) {
        return keys.verifiers(shard).getFirst().toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private int verify(String... arguments) {
        output.reset();
        return WhistleVerify.run(List.of(arguments), new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
