package org.whistle.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.audit.StoryTeller;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.kit.inbound.DeadLetters;
import org.whistle.kit.trace.Traces;
import org.whistle.proof.tile.TileAddress;
import org.whistle.proof.tile.TiledHashes;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestTopic;

/** Each record becomes exactly one leaf, in the order of its partition, even if it is delivered several times. */
@DeskTest
@TestPropertySource(properties = "whistle.background=false")
class AppenderIntegrationTests {

    @Autowired
    private Appender appender;

    @Autowired
    private RecordVerification verification;

    @Autowired
    private LedgerTables tables;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Traces traces;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyRecordBecomesALeafWithItsColumns() {
        Partition partition =
                new Partition(new Shard(0)).add(StoryTeller.reported("井盖缺失").dispatchedTo("SANITATION"));
        appender.process(partition.all());
        assertThat(leaves(partition.shard())).isEqualTo(hashes(partition.all()));
        assertThat(jdbc.sql("select distinct source || ' ' || sequence from entry where shard = 0 order by 1")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "/dispatch-service 1",
                        "/dispatch-service 2",
                        "/intake-service 1",
                        "/intake-service 2",
                        "/intake-service 3");
    }

    @Test
    void duplicatesInAnyOrderAreAppendedOnce() {
        Partition partition = stories(1, 30);
        List<ConsumerRecord<byte[], byte[]>> all = partition.all();
        appender.process(all.subList(0, 70));
        appender.process(all.subList(40, 150));
        List<ConsumerRecord<byte[], byte[]>> shuffled = new ArrayList<>(all.subList(0, 150));
        Collections.shuffle(shuffled, new Random(1));
        appender.process(shuffled);
        appender.process(all);
        assertThat(leaves(partition.shard())).isEqualTo(hashes(all));
    }

    @Test
    void anEventPublishedTwiceIsOneLeaf() {
        Partition partition = stories(2, 3);
        Partition twice = new Partition(partition.shard());
        partition.all().forEach(one -> twice.add(one.value(), signature(one)));
        partition.all().forEach(one -> twice.add(one.value(), signature(one)));
        appender.process(twice.all());
        assertThat(leaves(partition.shard())).isEqualTo(hashes(partition.all()));
    }

    @Test
    void aKillInTheMiddleOfABatchLosesNothing() {
        Partition partition = stories(3, 60);
        List<ConsumerRecord<byte[], byte[]>> all = partition.all();
        appender.process(all.subList(0, 300));
        Appender dying =
                new Appender(verification, tables, edges(), deadLetters, List.of(), new Dying(transaction), traces);
        for (int end : List.of(301, 400, all.size())) {
            assertThatExceptionOfType(Killed.class).isThrownBy(() -> dying.process(all.subList(300, end)));
        }
        assertThat(leaves(partition.shard())).hasSize(300);
        int start = (int) appender.start(partition.shard()).orElseThrow();
        assertThat(start).isEqualTo(299);
        Appender next = another();
        next.process(all.subList(start, all.size()));
        assertThat(leaves(partition.shard())).isEqualTo(hashes(all));
        assertTreeIsWhole(partition.shard());
    }

    @Test
    void twoReplicasOnTheSameRecordsAppendEachOnce() throws InterruptedException {
        Partition partition = stories(4, 80);
        List<Thread> replicas = IntStream.range(0, 3)
                .mapToObj(_ -> Thread.ofPlatform().unstarted(() -> readAll(another(), partition)))
                .toList();
        replicas.forEach(Thread::start);
        for (Thread replica : replicas) {
            replica.join();
        }
        assertThat(leaves(partition.shard())).isEqualTo(hashes(partition.all()));
        assertTreeIsWhole(partition.shard());
    }

    @Test
    void tilesAreStoredOnceFullAndTheEdgeIsReadBack() {
        Partition partition = stories(5, 70);
        List<ConsumerRecord<byte[], byte[]>> all = partition.all();
        for (int from = 0; from < all.size(); from += 97) {
            another().process(all.subList(from, Math.min(all.size(), from + 97)));
        }
        assertThat(all.size()).isGreaterThan(3 * TileAddress.FULL);
        assertThat(jdbc.sql("select level || '/' || number from tile where shard = 5 order by level, number")
                        .query(String.class)
                        .list())
                .containsExactly("0/0", "0/1", "0/2");
        assertTreeIsWhole(partition.shard());
    }

    @Test
    void whatCannotBeReadOrBelievedIsAppendedAndMarked() {
        Envelope event = StoryTeller.reported("路灯不亮").events().getFirst();
        byte[] garbage = {0, 1, 2, (byte) 0xff};
        byte[] oversize = new byte[70_000];
        Partition partition = new Partition(new Shard(6))
                .add(event, Partition.keyOf("department-service"))
                .add(garbage, null)
                .add(garbage, "\u0000\u0001")
                .add((byte[]) null, null)
                .add(oversize, null)
                .add(bytes("{}"), signed("intake-service", bytes("{}")))
                .add(event);
        try (TestTopic dead = new TestTopic("case-events.dlt")) {
            int before = dead.records().size();
            appender.process(partition.all());
            appender.process(partition.all());
            assertThat(dead.records().size() - before).isGreaterThanOrEqualTo(6);
        }
        assertThat(jdbc.sql("select verdict from entry where shard = 6 order by index")
                        .query(String.class)
                        .list())
                .containsExactly("REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "UNREADABLE", "TRUSTED");
        assertThat(jdbc.sql("select max(octet_length(value)) from entry where shard = 6")
                        .query(Integer.class)
                        .single())
                .isLessThan(65_536);
    }

    @Test
    void whatIsRolledBackIsNoDeadLetterYet() {
        Appender dying =
                new Appender(verification, tables, edges(), deadLetters, List.of(), new Dying(transaction), traces);
        Partition partition = new Partition(new Shard(9)).add(bytes("rolled back"), null);

        assertThatExceptionOfType(Killed.class).isThrownBy(() -> dying.process(partition.all()));

        try (TestTopic dead = new TestTopic("case-events.dlt")) {
            assertThat(dead.records()).noneMatch(one -> Arrays.equals(one.value(), bytes("rolled back")));
        }
    }

    @Test
    void anotherEventUnderATakenIdIsNotBelieved() {
        StoryTeller story = StoryTeller.reported("占道经营");
        Envelope first = story.events().getFirst();
        Envelope other = new Envelope(
                first.id(),
                first.source(),
                "desk.urged.v1",
                first.subject(),
                first.time(),
                "somebody",
                "DISPATCHER",
                first.jurisdiction(),
                2,
                null,
                1,
                null,
                null,
                List.of(),
                new DeskEvent.Urged("hurry"));
        Partition partition = new Partition(new Shard(7)).add(first).add(other);
        appender.process(partition.all());
        appender.process(partition.all());
        assertThat(jdbc.sql("select verdict from entry where shard = 7 order by index")
                        .query(String.class)
                        .list())
                .containsExactly("TRUSTED", "REFUSED");
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginning() {
        Partition old = stories(8, 10);
        appender.process(old.all());
        List<ConsumerRecord<byte[], byte[]>> republished = old.records(60, 120);
        Partition anew = new Partition(old.shard());
        republished.forEach(one -> anew.add(one.value(), signature(one)));
        anew.add(StoryTeller.reported("新主题"));
        stories(8, 20).all().forEach(one -> anew.add(one.value(), signature(one)));
        int last = old.all().size() - 1;
        assertThatIllegalStateException()
                .isThrownBy(() -> appender.process(anew.records(last, last + 20)))
                .withMessageContaining("reading from the beginning");
        assertThat(appender.start(old.shard())).hasValue(0);
        appender.process(anew.all());
        List<Hash> expected = new ArrayList<>(hashes(old.all()));
        expected.addAll(hashes(anew.records(60, anew.all().size())));
        assertThat(leaves(old.shard())).isEqualTo(expected);
        assertThat(appender.start(old.shard()))
                .as("from here on as ever: a pause does not mean the whole topic again")
                .hasValue(anew.all().size() - 1);
    }

    @Test
    void adminEventsHaveALogOfTheirOwnAndAreNobodysTimeline() {
        Partition partition = new Partition(Shard.ADMIN).add(StoryTeller.reported("导出"));
        appender.process(partition.all());
        assertThat(jdbc.sql("select count(*) from entry where shard = 12 and case_id is null and event_id is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static final class Killed extends RuntimeException {}

    /** Everything is written, and then the process is gone before it could commit. */
    private static final class Dying extends TransactionTemplate {

        private Dying(TransactionTemplate living) {
            super(java.util.Objects.requireNonNull(living.getTransactionManager()));
        }

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            return super.execute(status -> {
                action.doInTransaction(status);
                throw new Killed();
            });
        }
    }

    private Appender another() {
        return new Appender(verification, tables, edges(), deadLetters, List.of(), transaction, traces);
    }

    private ShardEdges edges() {
        return new ShardEdges(jdbc, tables, transaction);
    }

    private static void readAll(Appender replica, Partition partition) {
        List<ConsumerRecord<byte[], byte[]>> all = partition.all();
        for (int from = 0; from < all.size(); from += 50) {
            replica.process(all.subList(from, Math.min(all.size(), from + 50)));
        }
    }

    private static Partition stories(int shard, int count) {
        Partition partition = new Partition(new Shard(shard));
        IntStream.range(0, count)
                .mapToObj(number -> StoryTeller.reported("第%d件".formatted(number))
                        .dispatchedTo("SANITATION")
                        .closed())
                .forEach(partition::add);
        return partition;
    }

    private List<Hash> leaves(Shard shard) {
        return new StoredTiles(jdbc, shard).leaves(0, Long.MAX_VALUE);
    }

    private static List<Hash> hashes(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(one -> Hash.ofLeaf(one.value())).toList();
    }

    private void assertTreeIsWhole(Shard shard) {
        List<Hash> leaves = leaves(shard);
        Frontier frontier = new Frontier();
        leaves.forEach(frontier::append);
        TiledHashes stored = new TiledHashes(new StoredTiles(jdbc, shard), leaves.size());
        assertThat(Frontier.of(stored, leaves.size()).root()).isEqualTo(frontier.root());
    }

    private static String signature(ConsumerRecord<byte[], byte[]> one) {
        return new String(one.headers().lastHeader("signature").value(), StandardCharsets.UTF_8);
    }

    private static String signed(String service, byte[] value) {
        return Partition.keyOf(service).keyId() + ":"
                + java.util.Base64.getEncoder()
                        .encodeToString(Partition.keyOf(service).sign(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
