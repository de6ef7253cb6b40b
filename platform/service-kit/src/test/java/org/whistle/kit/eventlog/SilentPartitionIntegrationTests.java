package org.whistle.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.kit.kafka.TwoBrokers;
import org.whistle.kit.trace.Traces;
import org.whistle.testing.DeskTest;

/** What the relay does where one partition has no leader: a cluster of two brokers, of which one goes away. */
@DeskTest
class SilentPartitionIntegrationTests {

    private static final String TOPIC = "case-events";
    private static final String THERE = TwoBrokers.keysOf(0, 1).getFirst();
    private static final List<String> AWAY = TwoBrokers.keysOf(1, 2);

    @Autowired
    private OutboxRelay relayOfTheService;

    @Autowired
    private Unsendable unsendable;

    @Autowired
    private DataSourceProperties database;

    @Autowired
    private Traces traces;

    @Autowired
    private JdbcClient jdbc;

    private TwoBrokers brokers;
    private OutboxRelay relay;

    @BeforeEach
    void start() throws Exception {
        relayOfTheService.stop();
        brokers = TwoBrokers.with(TOPIC);
        relay = new OutboxRelay(database, unsendable, brokers.clients(), new SimpleMeterRegistry(), traces, true);
        relay.start();
    }

    @AfterEach
    void stop() {
        relay.stop();
        brokers.close();
        relayOfTheService.start();
    }

    @Test
    void aPartitionWithoutALeaderHoldsUpNoOtherAndKeepsItsOrder() {
        append(THERE, "before");
        append(AWAY.getFirst(), "before");
        await().untilAsserted(() -> assertThat(brokers.values(TOPIC, 1)).containsExactly("before"));
        brokers.stopSecond();

        append(AWAY.getFirst(), "first");
        append(AWAY.getFirst(), "second");
        await().untilAsserted(() -> assertThat(unsendable.described()).containsExactly(TOPIC + "-1: silent"));
        append(AWAY.getLast(), "other key");
        append(THERE, "after");

        await().untilAsserted(() -> assertThat(brokers.values(TOPIC, 0)).containsExactly("before", "after"));
        assertThat(waiting()).containsExactly("first", "second", "other key");

        brokers.startSecond();

        await().untilAsserted(() -> assertThat(brokers.values(TOPIC, 1))
                .containsExactlyInAnyOrder("before", "first", "second", "other key")
                .containsSubsequence("first", "second"));
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
        assertThat(unsendable.described()).isEmpty();
    }

    private void append(String key, String value) {
        jdbc.sql("""
                        with kept as (
                            insert into event (id, topic, key, type, value, key_id, signature)
                            values (:id, :topic, :key, 'case.urged.v1', :value, 'key', '')
                            returning id, recorded_at)
                        insert into outbox (event_id, recorded_at) select id, recorded_at from kept
                        """)
                .param("id", UUID.randomUUID())
                .param("topic", TOPIC)
                .param("key", key)
                .param("value", value.getBytes(StandardCharsets.UTF_8))
                .update();
        relay.wake();
    }

    private List<String> waiting() {
        return jdbc
                .sql("select e.value from outbox o join event e on e.id = o.event_id order by o.id")
                .query(byte[].class)
                .list()
                .stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}
