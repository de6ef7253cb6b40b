package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.EventTypes;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.Role;
import org.whistle.events.signature.SigningKey;
import org.whistle.kit.inbound.DeskInbox;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;
import org.whistle.testing.WorkCounter;
import org.whistle.testing.WorkCounter.Rows;
import org.whistle.testing.WorkCounter.Work;

/** How much work one decision is, in counts. A change that needs more of any has to raise the number here. */
@DeskTest
@TestPropertySource(properties = {WorkCounter.NO_BACKGROUND, WorkCounter.OBSERVED, WorkCounter.OBSERVATIONS})
class WorkBudgetIntegrationTests {

    private static final String COUNTY = "350991";

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ObservationRegistry observations;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private DeskInbox inbox;

    @Autowired
    private JdbcClient jdbc;

    private TestDesk desk;
    private WorkCounter counter;
    private UUID caseId;

    @BeforeEach
    void ticket() throws SQLException {
        desk = new TestDesk(port, COUNTY);
        assertThat(desk.importPack().status()).isEqualTo(200);
        OtherDesks field = new OtherDesks(COUNTY, center, reference, transaction);
        caseId = field.ticketedOf("C0101-2");
        dispatch(
                "WATER", UUID.randomUUID(), 200); // what only the first dispatch of a service asks for is asked for now
        caseId = field.ticketedOf("C0101-2");
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        counter = new WorkCounter(
                pool.getJdbcUrl(),
                observations,
                () -> pool.getHikariPoolMXBean().softEvictConnections());
    }

    @Test
    void aDispatchIsEightStatementsInOneTransactionWithTwoSignedEvents() {
        Work work = counter.during(() -> dispatch("WATER", UUID.randomUUID(), 200));

        assertThat(work.rows())
                .isEqualTo(Map.of(
                        "dispatch_case", new Rows(0, 1, 0),
                        "event", new Rows(2, 0, 0),
                        "outbox", new Rows(2, 0, 0),
                        "kept_answer", new Rows(1, 0, 0),
                        "rule_dispatch", new Rows(1, 0, 0)));
        assertThat(work.statements()).isEqualTo(8);
        assertThat(work.commits()).isEqualTo(1);
        assertThat(work.rollbacks()).isZero();
        assertThat(work.signed()).isEqualTo(2);
        assertThat(work.verified()).isZero();
        assertThat(work.walBytes()).isPositive();
    }

    @Test
    void aRepeatedDispatchWritesAndSignsNothing() {
        UUID key = UUID.randomUUID();
        dispatch("WATER", key, 200);

        Work work = counter.during(() -> dispatch("WATER", key, 200));

        assertThat(work.rows()).isEmpty();
        assertThat(work.signed()).isZero();
        assertThat(work.statements()).isEqualTo(2);
    }

    @Test
    void aRefusedDispatchIsRolledBackBeforeAnythingIsWritten() {
        Work work = counter.during(() -> dispatch("NOBODY", UUID.randomUUID(), 422));

        assertThat(work.rows()).isEmpty();
        assertThat(work.signed()).isZero();
        assertThat(work.commits()).isZero();
        assertThat(work.rollbacks()).isEqualTo(1);
    }

    @Test
    void anOwnEventThatComesBackIsNoWork() {
        dispatch("WATER", UUID.randomUUID(), 200);
        List<ConsumerRecord<byte[], byte[]>> own = published();
        assertThat(own).isNotEmpty();

        Work work = counter.during(() -> inbox.process(own));

        assertThat(work.statements()).isZero();
        assertThat(work.commits()).isZero();
        assertThat(work.rows()).isEmpty();
    }

    @Test
    void anEventOfAnotherDeskIsFiveStatementsInOneTransaction() {
        dispatch("WATER", UUID.randomUUID(), 200);
        ConsumerRecord<byte[], byte[]> accepted = accepted(offered());

        Work work = counter.during(() -> inbox.process(List.of(accepted)));

        assertThat(work.rows())
                .isEqualTo(Map.of(
                        "dispatch_case", new Rows(0, 1, 0),
                        "case_progress", new Rows(1, 0, 0),
                        "inbox", new Rows(1, 0, 0)));
        assertThat(work.statements()).isEqualTo(5);
        assertThat(work.commits()).isEqualTo(1);
        assertThat(work.verified()).isEqualTo(1);
        assertThat(work.signed()).isZero();
    }

    /** What the desk published about the case, as its own reader gets it. */
    private List<ConsumerRecord<byte[], byte[]>> published() {
        return jdbc.sql("select value, key_id, signature from event where key = :case and topic = 'case-events'")
                .param("case", caseId.toString())
                .query((row, _) -> message(row.getBytes("value"), row.getString("key_id"), row.getBytes("signature")))
                .list();
    }

    private UUID offered() {
        return published().stream()
                .map(message -> EventCodec.decode(message.value()).data())
                .flatMap(data -> data instanceof DispatchEvent.Dispatched dispatched
                        ? dispatched.parts().stream()
                        : Stream.empty())
                .map(OfferedPart::assignmentId)
                .findFirst()
                .orElseThrow();
    }

    private ConsumerRecord<byte[], byte[]> accepted(UUID part) {
        byte[] value = EventCodec.encode(new Envelope(
                UUID.randomUUID(),
                Producer.DEPARTMENT.source(),
                EventTypes.nameOf(DepartmentEvent.Accepted.class),
                caseId.toString(),
                CommandCenterScene.NOW,
                "dept-water",
                Role.DEPARTMENT.name(),
                COUNTY + "001001001",
                1,
                null,
                1,
                part,
                1,
                List.of(),
                new DepartmentEvent.Accepted()));
        SigningKey key = TestSystem.shared().keys().signingKey(Producer.DEPARTMENT);
        return message(value, key.keyId(), key.sign(value));
    }

    private ConsumerRecord<byte[], byte[]> message(byte[] value, String keyId, byte[] signature) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(
                Topics.CASE_EVENTS, 0, 0, caseId.toString().getBytes(StandardCharsets.UTF_8), value);
        String signed = keyId + ":" + Base64.getEncoder().encodeToString(signature);
        message.headers().add(Topics.SIGNATURE_HEADER, signed.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private void dispatch(String lead, UUID key, int status) {
        assertThat(desk.post(
                                "dispatcher",
                                "/cases/" + caseId + "/dispatch",
                                "{\"lead\":\"" + lead + "\"}",
                                desk.grant(Role.DISPATCHER),
                                key)
                        .status())
                .isEqualTo(status);
    }
}
