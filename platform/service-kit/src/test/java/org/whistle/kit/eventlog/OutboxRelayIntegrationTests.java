package org.whistle.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.DeskEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;

/** What the relay does where the broker or the database refuses. */
@DeskTest
class OutboxRelayIntegrationTests {

    private static final int MOST_BYTES = 2_000;

    private final UUID caseId = UUID.randomUUID();
    private final String name = "refusing-" + caseId;
    private final Admin admin =
            Admin.create(Map.of("bootstrap.servers", TestSystem.shared().bootstrapServers()));

    @Autowired
    private EventLog events;

    @Autowired
    private OutboxHealth health;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void aTopicThatIsNotThereHoldsUpNoOther() throws Exception {
        append(name, event(caseId, "first"), event(caseId, "second"));
        append("case-events", event(caseId, "elsewhere"));

        assertArrived("case-events", caseId, "elsewhere");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails().get("refused").toString()).contains(name);

        makeTopic(Map.of());

        assertArrived(name, caseId, "first", "second");
        assertThat(health.health().getDetails()).containsEntry("refused", List.of());
    }

    @Test
    void aRecordThatIsTooLargeHoldsUpNoOtherKeyAndIsNotOvertaken() throws Exception {
        UUID other = UUID.randomUUID();
        String large = "x".repeat(MOST_BYTES);
        makeTopic(Map.of("max.message.bytes", String.valueOf(MOST_BYTES)));

        append(name, event(caseId, "first"), event(caseId, large), event(caseId, "third"), event(other, "elsewhere"));

        assertArrived(name, other, "elsewhere");
        assertArrived(name, caseId, "first");

        allow(MOST_BYTES * 2);

        assertArrived(name, caseId, "first", large, "third");
    }

    /** A failing round gives up the lease, which a pooled connection would keep. */
    @Test
    void afterAFailingRoundAnotherSessionLeads() {
        int first = leader();
        jdbc.sql("""
                        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'so'; end $$
                        """).update();
        jdbc.sql("create trigger refuse before delete on outbox execute function refuse()")
                .update();

        append("case-events", event(caseId, "late"));

        await().untilAsserted(() -> assertThat(leader()).isNotEqualTo(first));
        jdbc.sql("drop function refuse cascade").update();
        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from outbox")
                        .query(Long.class)
                        .single())
                .isZero());
    }

    private int leader() {
        return await().until(
                        () -> jdbc.sql("""
                                select pid from pg_locks
                                where locktype = 'advisory' and (classid::bigint << 32) + objid::bigint = :lock
                                    and database = (select oid from pg_database where datname = current_database())
                                """)
                                .param("lock", OutboxRelay.LEADER_LOCK)
                                .query(Integer.class)
                                .list(),
                        leaders -> leaders.size() == 1)
                .getFirst();
    }

    private void append(String topic, Envelope... envelopes) {
        transaction.executeWithoutResult(_ -> events.append(topic, Arrays.asList(envelopes)));
    }

    private static void assertArrived(String topic, UUID subject, String... notes) {
        try (TestTopic read = new TestTopic(topic)) {
            await().untilAsserted(() -> assertThat(read.events(subject.toString()))
                    .extracting(envelope -> ((DeskEvent.Urged) envelope.data()).note())
                    .containsExactly(notes));
        }
    }

    private void makeTopic(Map<String, String> settings) throws Exception {
        NewTopic topic = new NewTopic(TestSystem.shared().topic(name), 1, (short) 1).configs(settings);
        admin.createTopics(List.of(topic)).all().get();
    }

    private void allow(int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, TestSystem.shared().topic(name));
        AlterConfigOp more = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(more))).all().get();
    }

    private static Envelope event(UUID subject, String note) {
        return new Envelope(
                UUID.randomUUID(),
                "/dispatch-service",
                EventTypes.nameOf(DeskEvent.Urged.class),
                subject.toString(),
                Instant.now(),
                "ann",
                "DISPATCHER",
                "350999",
                1,
                null,
                1,
                null,
                null,
                List.of(),
                new DeskEvent.Urged(note));
    }
}
