package org.whistle.audit.ledger.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import org.whistle.audit.StoryTeller;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Partition;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.audit.ledger.checkpoint.CheckpointSigning;
import org.whistle.audit.ledger.verification.LogFinding.Kind;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.kit.kafka.BatchProcessor;
import org.whistle.proof.note.Checkpoint;
import org.whistle.proof.note.Note;
import org.whistle.proof.note.NoteSigner;
import org.whistle.proof.note.VerifierKey;
import org.whistle.proof.tree.Hash;
import org.whistle.testing.DeskTest;

/** Every change of a log in the database is found and reported with its leaf. Each test has a shard of its own. */
@DeskTest
// a ledger of its own, since what is done to it stays
@TestPropertySource(properties = {"whistle.background=false", "whistle.ledger.origin=tampered.local/audit"})
class TamperIntegrationTests {

    private static final int SIZE = 600;

    @Autowired
    private BatchProcessor appender;

    @Autowired
    private CheckpointSigning signing;

    @Autowired
    private LogVerifier verifier;

    @Autowired
    private EntryQueries entries;

    @Value("${spring.datasource.url}")
    private String url;

    private Intruder intruder;

    @BeforeEach
    void breakIn() {
        intruder = new Intruder(url);
    }

    @AfterEach
    void leave() {
        intruder.close();
    }

    @Test
    void aChangedValueIsNamed() {
        Shard shard = log(1);
        intruder.run(
                "update entry set value = convert_to(replace(convert_from(value, 'UTF8'), 'somebody', 'nobody'), 'UTF8')"
                        + " where shard = 1 and index = 137");
        assertThat(verifier.verify(shard).findings())
                .extracting(LogFinding::kind, LogFinding::index)
                .containsExactly(tuple(Kind.VALUE_CHANGED, 137L));
    }

    @Test
    void aValueChangedWithItsLeafIsNamedByItsSignatureAndItsTile() {
        Shard shard = log(2);
        change(shard, 137);
        intruder.run("update entry set leaf_hash = sha256('\\x00'::bytea || value) where shard = 2 and index = 137");
        LogReport report = verifier.verify(shard);
        assertThat(report.firstBadLeaf()).contains(137L);
        assertThat(kinds(report)).contains(Kind.WRONG_SIGNATURE, Kind.LEAF_REWRITTEN);
    }

    @Test
    void aValueChangedByItsOwnProducerIsNamedByWhatWasSigned() {
        Shard shard = log(3);
        StoredEntry row = entries.range(shard, 137, 138).getFirst();
        Envelope told = EventCodec.decode(row.value());
        byte[] value = new String(row.value(), StandardCharsets.UTF_8)
                .replace("somebody", "nobody")
                .getBytes(StandardCharsets.UTF_8);
        SigningKey key = Partition.keyOf(told.source().substring(1));
        intruder.run(
                "update entry set value = ?, signature = ? where shard = 3 and index = 137",
                value,
                key.keyId() + ":" + Base64.getEncoder().encodeToString(key.sign(value)));
        intruder.rewriteTree(shard);
        LogReport report = verifier.verify(shard);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.LOG_REWRITTEN);
            assertThat(finding.index()).isEqualTo(100);
            assertThat(finding.detail()).contains("between leaf 100 and 199");
        });
    }

    @Test
    void aDeletedRowIsNamed() {
        Shard shard = log(4);
        intruder.run("delete from entry where shard = 4 and index in (137, 590)");
        LogReport report = verifier.verify(shard);
        assertThat(report.findings())
                .filteredOn(finding -> finding.kind() == Kind.ROW_MISSING)
                .extracting(LogFinding::index)
                .containsExactly(137L, 590L);
        assertThat(report.firstBadLeaf()).contains(137L);
    }

    @Test
    void aDeletedRowWhosePlaceWasClosedIsNamed() {
        Shard shard = log(5);
        intruder.run("delete from entry where shard = 5 and index = 137");
        intruder.run("update entry set index = -index where shard = 5 and index > 137");
        intruder.run("update entry set index = -index - 1 where shard = 5 and index < 0");
        LogReport report = verifier.verify(shard);
        assertThat(report.firstBadLeaf()).contains(137L);
        assertThat(kinds(report)).contains(Kind.LEAF_REWRITTEN, Kind.TAIL_CUT, Kind.SEQUENCE_GAP);
    }

    @Test
    void swappedRowsAreNamed() {
        Shard shard = log(6);
        intruder.run("update entry set index = -1 where shard = 6 and index = 137");
        intruder.run("update entry set index = 137 where shard = 6 and index = 142");
        intruder.run("update entry set index = 142 where shard = 6 and index = -1");
        LogReport report = verifier.verify(shard);
        assertThat(report.firstBadLeaf()).contains(137L);
        assertThat(kinds(report)).contains(Kind.LEAF_REWRITTEN, Kind.WRONG_POSITION);
    }

    @Test
    void aCutTailIsNamed() {
        Shard shard = log(7);
        intruder.run("delete from entry where shard = 7 and index >= 580");
        LogReport report = verifier.verify(shard);
        assertThat(report.findings())
                .extracting(LogFinding::kind, LogFinding::index)
                .contains(tuple(Kind.TAIL_CUT, 580L));
        assertThat(signing.sign()).isFalse();
        assertThat(verifier.verify(shard).findings())
                .anyMatch(finding -> finding.toString().contains("LOG_CUT"));
    }

    @Test
    void aCutTailIsReadAgainAndHealsToTheSameRoot() {
        Shard shard = new Shard(9);
        List<ConsumerRecord<byte[], byte[]>> all = records(shard);
        append(all);
        intruder.run("delete from entry where shard = 9 and index >= 500");
        assertThatIllegalStateException().isThrownBy(() -> appender.process(all.subList(590, SIZE)));
        signing.sign();
        appender.process(all.subList(499, SIZE));
        signing.sign();
        assertThat(verifier.verify(shard).findings()).isEmpty();
    }

    @Test
    void aForgedCheckpointIsNamed() {
        Shard shard = log(8);
        intruder.run("update checkpoint set root = sha256('x') where shard = 8 and size = 300");
        NoteSigner stranger = new NoteSigner("whistle.local/audit/8", VerifierKey.Type.NOTE, pair());
        String text = new Checkpoint("whistle.local/audit/8", 350, Hash.EMPTY).text();
        intruder.run(
                "insert into checkpoint (shard, size, root, note) values (8, 350, ?, ?)",
                Hash.EMPTY.bytes(),
                new Note(text, List.of(stranger.sign(text, Instant.EPOCH))).toString());
        LogReport report = verifier.verify(shard);
        assertThat(report.findings())
                .extracting(LogFinding::kind)
                .containsExactly(Kind.CHECKPOINT_FORGED, Kind.CHECKPOINT_FORGED);
        assertThat(report.findings()).anyMatch(finding -> finding.detail().contains("size 300"));
        assertThat(report.findings()).anyMatch(finding -> finding.detail().contains("size 350"));
    }

    @Test
    void anHonestLogHoldsUntilItsTilesAreTouched() {
        Shard shard = log(0);
        LogReport honest = verifier.verify(shard);
        assertThat(honest.findings()).isEmpty();
        assertThat(honest.size()).isEqualTo(SIZE);
        assertThat(honest.checkpoints()).isEqualTo(6);
        intruder.run("update tile set hashes = set_byte(hashes, 32 * 40, get_byte(hashes, 32 * 40) # 1)"
                + " where shard = 0 and level = 0 and number = 1");
        intruder.run("delete from tile where shard = 0 and level = 0 and number = 0");
        assertThat(verifier.verify(shard).findings())
                .extracting(LogFinding::kind, LogFinding::index)
                .containsExactly(tuple(Kind.TILE_MISSING, 0L), tuple(Kind.TILE_CHANGED, 296L));
    }

    @Test
    void anEventForgedByAnotherServiceIsMarkedAndCannotBePassedOffLater() {
        Shard shard = new Shard(10);
        Envelope event = StoryTeller.reported("冒名").events().getFirst();
        appender.process(new Partition(shard)
                .add(StoryTeller.reported("真"))
                .add(event, Partition.keyOf("department-service"))
                .all());
        signing.sign();
        assertThat(entries.range(shard, 1, 2).getFirst().verdict()).hasToString("REFUSED");
        assertThat(verifier.verify(shard).findings()).isEmpty();
        intruder.run(
                "update entry set verdict = 'TRUSTED', event_id = ?, case_id = ?, source = ?, sequence = 1"
                        + " where shard = 10 and index = 1",
                event.id(),
                event.caseId(),
                event.source());
        assertThat(verifier.verify(shard).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.WRONG_SIGNATURE);
            assertThat(finding.index()).isEqualTo(1);
            assertThat(finding.detail()).isEqualTo("SIGNED_BY_ANOTHER");
        });
    }

    @Test
    void anEventThatWasWithheldLeavesAGap() {
        Shard shard = new Shard(11);
        StoryTeller story =
                StoryTeller.reported("隐瞒").dispatchedTo("SANITATION").closed();
        List<Envelope> told = story.events();
        Partition partition = new Partition(shard).add(StoryTeller.reported("别的"));
        IntStream.range(0, told.size()).filter(place -> place != 4).forEach(place -> partition.add(told.get(place)));
        appender.process(partition.all());
        signing.sign();
        assertThat(verifier.verify(shard).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.SEQUENCE_GAP);
            assertThat(finding.index()).isEqualTo(7);
            assertThat(finding.detail()).contains(story.caseId().toString(), "/dispatch-service: 3 after 1");
        });
    }

    @Test
    void verdictsAndColumnsFollowFromTheValue() {
        Shard shard = Shard.ADMIN;
        Partition partition = new Partition(shard);
        IntStream.range(0, 5).forEach(_ -> partition.add(urged()));
        appender.process(partition.all());
        signing.sign();
        assertThat(verifier.verify(shard).findings()).isEmpty();
        intruder.run("update entry set verdict = 'REFUSED', event_id = null, source = null, sequence = null"
                + " where shard = 12 and index = 1");
        intruder.run("update entry set event_id = ? where shard = 12 and index = 2", UUID.randomUUID());
        intruder.run("update entry set source = '/audit-service' where shard = 12 and index = 3");
        assertThat(verifier.verify(shard).findings())
                .extracting(LogFinding::kind, LogFinding::index)
                .containsExactly(
                        tuple(Kind.WRONG_VERDICT, 1L), tuple(Kind.WRONG_COLUMNS, 2L), tuple(Kind.WRONG_COLUMNS, 3L));
    }

    /** 600 entries, signed after every hundredth. */
    private Shard log(int number) {
        Shard shard = new Shard(number);
        append(records(shard));
        return shard;
    }

    private void append(List<ConsumerRecord<byte[], byte[]>> records) {
        for (int from = 0; from < SIZE; from += 100) {
            appender.process(records.subList(from, from + 100));
            signing.sign();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(Shard shard) {
        Partition partition = new Partition(shard);
        IntStream.range(0, SIZE / 12)
                .mapToObj(story -> StoryTeller.reported("第%d件".formatted(story))
                        .dispatchedTo("SANITATION")
                        .closed())
                .forEach(partition::add);
        return partition.all();
    }

    private void change(Shard shard, long index) {
        intruder.run(
                "update entry set value = convert_to(replace(convert_from(value, 'UTF8'), 'somebody', 'nobody'), 'UTF8')"
                        + " where shard = ? and index = ?",
                shard.number(),
                index);
    }

    private static Envelope urged() {
        return new Envelope(
                UUID.randomUUID(),
                Producer.DISPATCH.source(),
                "case.urged.v1",
                UUID.randomUUID().toString(),
                Instant.parse("2026-11-23T01:00:00Z"),
                "somebody",
                "DISPATCHER",
                StoryTeller.GRID,
                1,
                null,
                1,
                null,
                null,
                List.of(),
                new DeskEvent.Urged("hurry"));
    }

    private static List<Kind> kinds(LogReport report) {
        return report.findings().stream().map(LogFinding::kind).toList();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
