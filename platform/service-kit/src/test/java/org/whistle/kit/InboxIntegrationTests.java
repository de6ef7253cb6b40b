package org.whistle.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.events.signature.SigningKey;
import org.whistle.kit.inbound.DeskInbox;
import org.whistle.kit.kafka.KafkaClients;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;

/** Events of a case that cannot be applied now wait in order; other cases go on. */
@DeskTest
class InboxIntegrationTests {

    private final UUID caseId = UUID.randomUUID();
    private final TestTopic topic = new TestTopic("case-events");

    @Autowired
    private SmallDesk.Applied applied;

    @Autowired
    private DeskInbox inbox;

    @Autowired
    private KafkaClients kafka;

    @Value("${spring.datasource.url}")
    private String url;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aCaseThatIsLockedWaitsAloneAndGoesOnByItself() throws Exception {
        Envelope first = accepted(caseId);
        Envelope second = accepted(caseId);
        Envelope elsewhere = accepted(UUID.randomUUID());
        try (Connection connection = TestSystem.shared().superuser(url)) {
            connection.setAutoCommit(false);
            lock(connection, first);

            topic.publish(first);
            topic.publish(second);
            topic.publish(elsewhere);

            await().untilAsserted(() -> assertThat(applied.idsOf(UUID.fromString(elsewhere.subject())))
                    .containsExactly(elsewhere.id()));
            await().untilAsserted(() -> assertThat(parked())
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("lock timeout"),
                            reason -> assertThat(reason).isEqualTo("BEHIND_PARKED")));
            connection.rollback();
        }

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(first.id(), second.id()));
        assertThat(parked()).isEmpty();
        try (TestTopic dead = new TestTopic("case-events.dlt")) {
            assertThat(dead.events(caseId.toString())).isEmpty();
        }
    }

    @Test
    void aCaseThatCouldNotGoOnIsTriedAgainByItself() {
        applied.trouble(caseId);
        Envelope first = accepted(caseId);
        Envelope second = accepted(caseId);
        topic.publish(first);
        topic.publish(second);
        await().untilAsserted(() -> assertThat(tries()).isGreaterThan(2));
        assertThat(parked().getFirst()).contains("sound) \uFFFDxxx").hasSize(500);

        applied.heal(caseId);

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(first.id(), second.id()));
        assertThat(parked()).isEmpty();
    }

    @Test
    void anEventThatLeftOutOthersWaitsUntilTheyCame() {
        UUID counted = UuidCreator.getTimeOrderedEpoch();
        List<Envelope> events =
                LongStream.rangeClosed(1, 5).mapToObj(n -> numbered(counted, n)).toList();
        Envelope elsewhere = accepted(UUID.randomUUID());

        topic.publish(events.get(1));
        topic.publish(events.get(3));
        topic.publish(elsewhere);

        await().untilAsserted(() ->
                assertThat(applied.idsOf(UUID.fromString(elsewhere.subject()))).containsExactly(elsewhere.id()));
        await().untilAsserted(() -> assertThat(parked(counted))
                .containsExactly("GAP source=/department-service sequence=2 (expected: 1)", "BEHIND_PARKED"));
        assertThat(applied.idsOf(counted)).isEmpty();

        topic.publish(events.get(0));

        await().untilAsserted(() -> assertThat(applied.idsOf(counted)).containsExactly(idsOf(events.subList(0, 2))));
        await().untilAsserted(() ->
                assertThat(parked(counted)).containsExactly("GAP source=/department-service sequence=4 (expected: 3)"));

        topic.publish(events.get(2));
        topic.publish(events.get(4));

        await().untilAsserted(() -> assertThat(applied.idsOf(counted)).containsExactly(idsOf(events)));
        await().untilAsserted(() -> assertThat(parked(counted)).isEmpty());
    }

    /** A desk that was upgraded or restored counts from what it hears first; a number that comes again is no hole. */
    @Test
    void anOlderCaseIsCountedFromTheFirstEventThatComes() {
        Envelope seventh = numbered(caseId, 7);
        Envelope otherSeventh = numbered(caseId, 7);
        Envelope ninth = numbered(caseId, 9);

        topic.publish(seventh);
        topic.publish(otherSeventh);
        topic.publish(ninth);

        await().untilAsserted(
                        () -> assertThat(parked()).singleElement().asString().startsWith("GAP "));
        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(seventh.id(), otherSeventh.id()));
    }

    /** Its id was deleted since: the number knows it, also where it waited with its case. */
    @Test
    void anEventOfLongAgoThatComesAgainIsNotAppliedTwice() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(401));
        List<Envelope> events = LongStream.rangeClosed(1, 2)
                .mapToObj(n -> numbered(caseId, n, longAgo))
                .toList();
        events.forEach(topic::publish);
        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(idsOf(events)));
        jdbc.sql("delete from inbox where event_id in (:ids)")
                .param("ids", List.of(idsOf(events)))
                .update();
        topic.publish(events.get(0));
        topic.publish(numbered(caseId, 4));
        topic.publish(events.get(1));
        await().untilAsserted(
                        () -> assertThat(parked()).singleElement().asString().startsWith("GAP "));
        Envelope third = numbered(caseId, 3);

        topic.publish(third);

        await().untilAsserted(() -> assertThat(parked()).isEmpty());
        await().untilAsserted(() -> assertThat(applied.idsOf(caseId))
                .startsWith(idsOf(events))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .contains(third.id()));
    }

    /** The version before applies some of the events and notes nothing. */
    @Test
    void duringAnUpgradeNothingIsMissed() {
        UUID counted = UuidCreator.getTimeOrderedEpoch();
        List<Envelope> events =
                LongStream.of(2, 4).mapToObj(n -> numbered(counted, n)).toList();
        jdbc.sql("update case_progress_since set since = since + interval '1 day'")
                .update();
        try {
            events.forEach(topic::publish);

            await().untilAsserted(() -> assertThat(applied.idsOf(counted)).containsExactly(idsOf(events)));
        } finally {
            jdbc.sql("update case_progress_since set since = since - interval '1 day'")
                    .update();
        }
        assertThat(parked(counted)).isEmpty();
    }

    /** The version after this one publishes already. A code that is not known here waits for who knows it. */
    @Test
    void duringAnUpgradeNewFieldsStopNothing() {
        UUID counted = UuidCreator.getTimeOrderedEpoch();
        Envelope first = numbered(counted, 1);
        Envelope second = numbered(counted, 2);
        String clock = "{\"clockId\":\"" + UUID.randomUUID() + "\",\"kind\":\"HANDLE\",\"change\":\"SUNG\"}";

        publish(counted, text(first).replaceFirst("\\{", "{\"mood\":{\"a\":[1]},"));
        publish(counted, text(second).replace("\"data\":{", "\"data\":{\"mood\":1"));
        publish(counted, text(numbered(counted, 3)).replace("\"data\":{", "\"data\":{\"clocks\":[" + clock + "]"));

        await().untilAsserted(() ->
                assertThat(parked(counted)).singleElement().asString().contains("SUNG"));
        await().untilAsserted(() -> assertThat(applied.idsOf(counted)).containsExactly(first.id(), second.id()));
    }

    /** The way out of operations.md, Parked cases and dead letters. */
    @Test
    void whatIsLostForGoodIsAcceptedByAnOperator() {
        UUID counted = UuidCreator.getTimeOrderedEpoch();
        List<Envelope> events =
                LongStream.of(3, 4, 7).mapToObj(n -> numbered(counted, n)).toList();
        events.forEach(topic::publish);
        await().untilAsserted(() -> assertThat(parked(counted)).hasSize(3));

        for (long lost : List.of(2L, 6L)) {
            jdbc.sql("""
                            insert into case_progress (case_id, source, sequence) values (:case, '/department-service', :lost)
                            on conflict (case_id, source) do update set sequence = excluded.sequence
                            """).param("case", counted).param("lost", lost).update();
            inbox.replayParked();
        }

        await().untilAsserted(() -> assertThat(applied.idsOf(counted)).containsExactly(idsOf(events)));
        assertThat(parked(counted)).isEmpty();
    }

    private static String text(Envelope event) {
        return new String(EventCodec.encode(event), StandardCharsets.UTF_8);
    }

    private void publish(UUID caseId, String text) {
        SigningKey key = TestSystem.shared().keys().signingKey(Producer.DEPARTMENT);
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        topic.publish(
                caseId.toString(),
                value,
                key.keyId() + ":" + Base64.getEncoder().encodeToString(key.sign(value)));
    }

    private static UUID[] idsOf(List<Envelope> events) {
        return events.stream().map(Envelope::id).toArray(UUID[]::new);
    }

    @Test
    void whatComesAfterAnUnreadableRecordInTheSameBatchWaitsBehindIt() {
        SigningKey key = TestSystem.shared().keys().signingKey(Producer.DEPARTMENT);
        byte[] nonsense = "{\"hello\":1}".getBytes(StandardCharsets.UTF_8);
        Envelope before = accepted(caseId);
        Envelope after = accepted(caseId);

        inbox.process(List.of(
                record(0, EventCodec.encode(before), key),
                record(1, nonsense, key),
                record(2, EventCodec.encode(after), key)));

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(before.id()));
        assertThat(parked()).hasSize(2).last().isEqualTo("BEHIND_PARKED");
    }

    @Test
    void whatNoDatabaseTakesStopsNobody() {
        SigningKey key = TestSystem.shared().keys().signingKey(Producer.DEPARTMENT);
        Envelope good = accepted(caseId);
        ConsumerRecord<byte[], byte[]> unsigned = new ConsumerRecord<>(
                "case-events", partition(), 100, "a\0b".getBytes(StandardCharsets.UTF_8), new byte[] {0});
        unsigned.headers().add("signature", null);
        ConsumerRecord<byte[], byte[]> nonsense =
                new ConsumerRecord<>("case-events", partition(), 101, new byte[] {0}, new byte[] {0});
        nonsense.headers().add("signature", "a\0:b".getBytes(StandardCharsets.UTF_8));

        inbox.process(List.of(unsigned, nonsense, record(102, EventCodec.encode(good), key)));

        await().untilAsserted(() -> assertThat(applied.idsOf(caseId)).containsExactly(good.id()));
        assertThat(jdbc.sql("select reason from dead_letter where partition = :partition order by position")
                        .param("partition", partition())
                        .query(String.class)
                        .list())
                .containsExactly("UNSIGNED", "WRONG_SIGNATURE");
    }

    @Test
    void allDeadLettersGoThroughOneProducer() {
        SigningKey foreign = TestSystem.shared().keys().signingKey(Producer.INTAKE);
        int before = numberOfAProducer();

        inbox.process(IntStream.range(10, 60)
                .mapToObj(place -> record(place, EventCodec.encode(accepted(caseId)), foreign))
                .toList());

        assertThat(numberOfAProducer() - before).isLessThan(10);
        assertThat(jdbc.sql("select count(*) from dead_letter where key = :key")
                        .param("key", caseId.toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(50);
    }

    /** Kafka numbers the producers of a JVM. */
    private int numberOfAProducer() {
        try (var producer = kafka.producer()) {
            return producer.metrics().keySet().stream()
                    .map(metric -> metric.tags().get("client-id"))
                    .filter(id -> id != null && id.startsWith("producer-"))
                    .map(id -> Integer.parseInt(id.substring("producer-".length())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Makes the desk wait for a transaction that inserts the same event. */
    private static void lock(Connection connection, Envelope event) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("insert into inbox (event_id) values (?)")) {
            insert.setObject(1, event.id());
            insert.executeUpdate();
        }
    }

    private List<String> parked() {
        return parked(caseId);
    }

    private List<String> parked(UUID caseId) {
        return jdbc.sql("select reason from parked_event where case_id = :case order by id")
                .param("case", caseId.toString())
                .query(String.class)
                .list();
    }

    private int tries() {
        return jdbc.sql("select coalesce(max(tries), 0) from parked_event where case_id = :case")
                .param("case", caseId.toString())
                .query(Integer.class)
                .single();
    }

    private ConsumerRecord<byte[], byte[]> record(int place, byte[] value, SigningKey key) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                "case-events", partition(), place, caseId.toString().getBytes(StandardCharsets.UTF_8), value);
        String signature = key.keyId() + ":" + Base64.getEncoder().encodeToString(key.sign(value));
        message.headers().add("signature", signature.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    /** One that cannot be read. */
    private int partition() {
        return Math.floorMod(caseId.hashCode(), 1_000_000) + 100;
    }

    private static Envelope accepted(UUID caseId) {
        return numbered(caseId, 1);
    }

    private static Envelope numbered(UUID caseId, long sequence) {
        return numbered(caseId, sequence, Instant.now());
    }

    private static Envelope numbered(UUID caseId, long sequence, Instant time) {
        DepartmentEvent event = new DepartmentEvent.Accepted();
        return new Envelope(
                UUID.randomUUID(),
                "/department-service",
                EventTypes.nameOf(event.getClass()),
                caseId.toString(),
                time,
                "dept-water",
                "DEPARTMENT",
                "350999001001001",
                sequence,
                null,
                1,
                UUID.randomUUID(),
                1,
                List.of(),
                event);
    }
}
