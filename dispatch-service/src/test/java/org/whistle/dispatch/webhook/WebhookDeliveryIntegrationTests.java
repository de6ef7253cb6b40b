package org.whistle.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.dispatch.webhook.WebhookScene.cases;
import static org.whistle.dispatch.webhook.WebhookScene.joined;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.whistle.dispatch.TestDesk;
import org.whistle.dispatch.webhook.TestReceiver.Answer;
import org.whistle.events.Envelope;
import org.whistle.kit.upkeep.Upkeep;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** Events on their way to receivers that are killed, hang, fail at random, are gone or must not be called. */
@DeskTest
@TestPropertySource(
        properties = {
            "whistle.webhooks.allow-private=true",
            "whistle.webhooks.confidential-categories=E05",
            "whistle.webhooks.timeout=2s",
            "whistle.webhooks.first-retry=50ms",
            "whistle.webhooks.longest-retry=500ms",
            "whistle.webhooks.longest-rest=500ms",
        })
class WebhookDeliveryIntegrationTests {

    private static final String COUNTY = "350993";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DeliveryStore store;

    @Autowired
    private Receiver receiving;

    @Autowired
    private WebhookProperties properties;

    @Autowired
    private Deliverer deliverer;

    @Autowired
    private Upkeep upkeep;

    private final TestTopic topic = new TestTopic("case-events");
    private final TestReceiver receiver = new TestReceiver();
    private WebhookScene scene;

    @BeforeEach
    void county() {
        scene = new WebhookScene(new TestDesk(port, COUNTY), COUNTY, topic);
        scene.takeEffect(jdbc);
    }

    @AfterEach
    void end() {
        scene.endAll();
        receiver.close();
        topic.close();
    }

    @Test
    void aReceiverKilledAndBackGetsEverythingInOrder() {
        Random random = new Random(7);
        receiver.answer(_ -> random.nextInt(5) == 0 ? Answer.of(500) : TestReceiver.OK);
        try (TestReceiver other = new TestReceiver()) {
            scene.subscribe("killed", receiver);
            scene.subscribe("healthy", other);
            List<UUID> cases = cases(30);
            scene.publish(cases, 1, 4);
            await().atMost(PATIENCE).until(() -> receiver.taken().size() >= 40);

            receiver.kill();
            scene.publish(cases, 5, 8);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(other.takenByCase()).isEqualTo(inOrder(cases, 8)));
            assertThat(receiver.taken().size()).isLessThan(30 * 8);
            assertThat(scene.webhook("killed").path("failingSince").asString()).isNotEmpty();
            deliverer.stop();
            Deliverer replica = new Deliverer(store, receiving, properties, new SimpleMeterRegistry(), true);
            replica.start();
            receiver.start();
            scene.publish(cases, 9, 10);
            deliverer.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.takenByCase()).isEqualTo(inOrder(cases, 10)));
            replica.stop();
            await().untilAsserted(() -> assertThat(waiting("killed")).isZero());
            assertThat(scene.webhook("killed").has("failingSince")).isFalse();
        }
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyElse() {
        try (TestReceiver other = new TestReceiver()) {
            receiver.answer(_ -> Answer.of(0));
            scene.subscribe("hanging", receiver);
            scene.subscribe("healthy", other);
            List<UUID> cases = cases(20);
            scene.publish(cases, 1, 2);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(other.takenByCase()).isEqualTo(inOrder(cases, 2)));
            assertThat(receiver.taken()).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scene.deliveries("hanging", "?state=WAITING&size=200")
                                    .valueStream())
                            .anySatisfy(one ->
                                    assertThat(one.path("lastNote").asString()).isNotEmpty()));
            receiver.answer(_ -> TestReceiver.OK);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.takenByCase()).isEqualTo(inOrder(cases, 2)));
        }
    }

    @Test
    void oneEventThatIsNotTakenHoldsUpItsCaseAlone() {
        UUID stuck = UUID.randomUUID();
        receiver.answer(message -> message.event().subject().equals(stuck.toString())
                        && message.event().sequence() == 2
                ? new Answer(422, Map.of(), "x".repeat(1_000_000))
                : TestReceiver.OK);
        scene.subscribe("choosy", receiver);
        UUID free = UUID.randomUUID();
        scene.publish(List.of(stuck, free), 1, 4);

        await().untilAsserted(() -> assertThat(receiver.takenByCase())
                .isEqualTo(Map.of(stuck.toString(), List.of(1L), free.toString(), List.of(1L, 2L, 3L, 4L))));
        await().untilAsserted(() -> {
            JsonNode waiting = scene.deliveries("choosy", "?state=WAITING&caseId=" + stuck);
            assertThat(waiting).hasSize(3);
            assertThat(waiting.path(0).has("nextTryAt")).isFalse();
            JsonNode head = waiting.path(2);
            assertThat(head.path("attempts").asInt()).isGreaterThan(1);
            assertThat(head.path("lastStatus").asInt()).isEqualTo(422);
            assertThat(head.has("lastNote"))
                    .as("its answer is nobody's to read")
                    .isFalse();
            assertThat(head.path("nextTryAt").asString()).isNotEmpty();
        });
    }

    @Test
    void aReplicaThatDiesHoldsUpWhatItHadForItsLease() {
        scene.subscribe("leased", receiver);
        deliverer.stop();
        List<UUID> cases = cases(6);
        scene.publish(cases, 1, 2);
        await().until(() -> waiting("leased") == 12);
        UUID id = id("leased");
        List<DeliveryStore.Claimed> lost = store.claim(id, 2);
        assertThat(lost).hasSize(2);
        deliverer.start();

        await().until(() -> receiver.taken().size() == 8);
        assertThat(receiver.takenByCase().keySet())
                .doesNotContainAnyElementsOf(
                        lost.stream().map(one -> one.caseId().toString()).toList());
        jdbc.sql("update webhook_line set leased_until = clock_timestamp() where webhook_id = :id")
                .param("id", id)
                .update();

        await().untilAsserted(
                        () -> assertThat(receiver.takenByCase()).containsExactlyInAnyOrderEntriesOf(inOrder(cases, 2)));
    }

    @Test
    void scopesTypesAndTheDayOfSubscribingDecideWhatIsSent() {
        UUID caseId = UUID.randomUUID();
        topic.publish(WebhookScene.envelope(
                caseId, 1, scene.grid(), joined(), Instant.now().minusSeconds(60)));
        scene.subscribe("street", receiver, scene.street(), "\"case.joined.v1\"");
        topic.publish(WebhookScene.envelope(
                caseId, 2, scene.grid(), joined(), Instant.now().minusSeconds(60)));
        scene.publish(caseId, 3, COUNTY + "002001001", joined());
        scene.publish(caseId, 4, null, joined());
        scene.publish(
                caseId,
                5,
                scene.grid(),
                new org.whistle.events.IntakeEvent.Withdrawn(org.whistle.events.code.VoidReason.values()[0]));
        scene.publish(caseId, 6, scene.grid(), joined());

        await().untilAsserted(() -> assertThat(receiver.takenByCase()).containsEntry(caseId.toString(), List.of(6L)));
        assertThat(scene.deliveries("street", "").size()).isEqualTo(1);
    }

    @Test
    void anEventIsSentOnceAsItWasPublishedHoweverOftenItIsPublished() {
        scene.subscribe("once", receiver);
        UUID caseId = UUID.randomUUID();
        Envelope event = WebhookScene.envelope(caseId, 1, scene.grid(), joined(), Instant.now());
        topic.publish(event);
        topic.publish(event);
        topic.publish(caseId.toString(), org.whistle.events.EventCodec.encode(event), "nobody:AAAA");
        scene.publish(caseId, 2, scene.grid(), joined());

        await().untilAsserted(
                        () -> assertThat(receiver.takenByCase()).containsEntry(caseId.toString(), List.of(1L, 2L)));
        assertThat(receiver.calls()).hasSize(2);
        TestReceiver.Message first = receiver.calls().getFirst();
        assertThat(first.body()).isEqualTo(org.whistle.events.EventCodec.encode(event));
        assertThat(first.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(first.id()).isEqualTo(event.id() + "_once");
    }

    /** As where the offsets of the group are reset: the topic keeps events for ever, what was sent is remembered 90 days. */
    @Test
    void anEventOlderThanWhatIsRememberedIsNeverSent() {
        scene.subscribe("long", receiver);
        jdbc.sql("update webhook set created_at = created_at - interval '200 days' where id = :id")
                .param("id", id("long"))
                .update();
        UUID caseId = UUID.randomUUID();
        topic.publish(WebhookScene.envelope(caseId, 1, scene.grid(), joined(), daysAgo(91)));
        topic.publish(WebhookScene.envelope(caseId, 2, scene.grid(), joined(), daysAgo(89)));

        await().untilAsserted(() -> assertThat(receiver.takenByCase()).containsEntry(caseId.toString(), List.of(2L)));
        assertThat(scene.deliveries("long", "").size()).isOne();
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    @Test
    void nobodyOutsideIsToldOfConfidentialCases() {
        scene.subscribe("outside", receiver);
        UUID hidden = UUID.randomUUID();
        UUID open = UUID.randomUUID();
        scene.publish(hidden, 1, scene.grid(), scene.reported("E0510"));
        scene.publish(open, 1, scene.grid(), scene.reported("C0101"));
        scene.publish(List.of(hidden, open), 2, 2);
        scene.publish(hidden, 3, scene.grid(), joined());

        await().untilAsserted(() -> assertThat(receiver.takenByCase()).containsEntry(open.toString(), List.of(1L, 2L)));
        await().until(() -> jdbc.sql("select count(*) from webhook_withheld where case_id = :id")
                        .param("id", hidden)
                        .query(Long.class)
                        .single()
                == 1);
        assertThat(scene.deliveries("outside", "?caseId=" + hidden).size()).isZero();
    }

    @Test
    void aReceiverThatIsGoneIsPausedAndResumedInOrder() {
        receiver.answer(_ -> Answer.of(410));
        scene.subscribe("gone", receiver);
        UUID caseId = UUID.randomUUID();
        scene.publish(List.of(caseId), 1, 2);
        await().untilAsserted(() -> assertThat(
                        scene.webhook("gone").path("pausedReason").asString())
                .isEqualTo("GONE"));
        scene.publish(List.of(caseId), 3, 4);
        await().until(() -> waiting("gone") == 4);
        assertThat(receiver.calls()).hasSize(1);
        receiver.answer(_ -> TestReceiver.OK);

        assertThat(scene.post("gone/resume", "{}").body().path("state").asString())
                .isEqualTo("ACTIVE");

        await().untilAsserted(() -> assertThat(receiver.takenByCase()).isEqualTo(inOrder(List.of(caseId), 4)));
        assertThat(scene.webhook("gone").has("pausedReason")).isFalse();
    }

    /** Behind a receiver that was away for weeks there is a line for each case: most were never tried. */
    @Test
    void resumingWritesOnlyTheLinesThatWaitForTheirNextTry() {
        deliverer.stop();
        scene.subscribe("away", receiver);
        scene.publish(cases(3), 1, 1);
        await().until(() -> waiting("away") == 3);
        UUID id = id("away");
        jdbc.sql("update webhook set state = 'PAUSED', paused_reason = 'FAILING', paused_at = now() where id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                        update webhook_line set due_at = clock_timestamp() + interval '1 hour' where webhook_id = :id
                        and case_id = (select min(case_id::text)::uuid from webhook_line where webhook_id = :id)
                        """).param("id", id).update();
        List<String> before = lines(id);

        scene.post("away/resume", "{}");

        assertThat(lines(id))
                .filteredOn(before::contains)
                .as("lines as they were")
                .hasSize(2);
        deliverer.start();
        await().until(() -> receiver.taken().size() == 3);
    }

    private List<String> lines(UUID webhook) {
        return jdbc.sql("select case_id || ' ' || due_at from webhook_line where webhook_id = :id")
                .param("id", webhook)
                .query(String.class)
                .list();
    }

    @Test
    void aReceiverThatFailsForDaysIsPausedAndCounted() {
        receiver.answer(_ -> Answer.of(503));
        scene.subscribe("failing", receiver);
        scene.publish(cases(1), 1, 1);
        await().until(() -> scene.webhook("failing").has("failingSince"));

        jdbc.sql("update webhook set failing_since = clock_timestamp() - interval '73 hours' where id = :id")
                .param("id", id("failing"))
                .update();

        await().untilAsserted(() -> assertThat(
                        scene.webhook("failing").path("pausedReason").asString())
                .isEqualTo("FAILING"));
        assertThat(scene.webhook("failing").path("waiting").asInt()).isEqualTo(1);
        assertThat(metrics()).contains("whistle_webhooks_paused 1.0");
    }

    @Test
    void oneEventThatIsRefusedForDaysPausesItsWebhook() {
        UUID stuck = UUID.randomUUID();
        receiver.answer(
                message -> message.event().subject().equals(stuck.toString()) ? Answer.of(400) : TestReceiver.OK);
        scene.subscribe("stuck", receiver);
        scene.publish(stuck, 1, scene.grid(), joined());
        await().until(() ->
                scene.deliveries("stuck", "").path(0).path("attempts").asInt() > 0);

        jdbc.sql(
                        "update webhook_delivery set first_failed_at = clock_timestamp() - interval '73 hours' where case_id = :id")
                .param("id", stuck)
                .update();

        await().untilAsserted(() -> assertThat(
                        scene.webhook("stuck").path("pausedReason").asString())
                .isEqualTo("REFUSED"));
    }

    @Test
    void aReceiverThatAsksForTimeIsGivenIt() {
        receiver.answer(_ -> new Answer(429, Map.of("Retry-After", "3600"), "slowly"));
        scene.subscribe("busy", receiver);
        scene.publish(cases(1), 1, 1);
        await().until(() ->
                scene.deliveries("busy", "").path(0).path("attempts").asInt() == 1);
        scene.publish(cases(3), 1, 1);
        await().until(() -> waiting("busy") == 4);

        assertThat(Instant.parse(scene.deliveries("busy", "?size=4")
                        .path(3)
                        .path("nextTryAt")
                        .asString()))
                .isAfter(Instant.now().plusSeconds(3_000));
        assertThat(jdbc.sql("select held_until > clock_timestamp() + interval '50 minutes' from webhook where id = :id")
                        .param("id", id("busy"))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        receiver.answer(_ -> TestReceiver.OK);
        scene.post("busy/resume", "{}");
        await().until(() -> receiver.taken().size() == 4);
    }

    @Test
    void noRedirectIsFollowed() {
        try (TestReceiver elsewhere = new TestReceiver()) {
            receiver.answer(_ -> new Answer(307, Map.of("Location", elsewhere.url()), ""));
            scene.subscribe("moved", receiver);
            scene.publish(cases(1), 1, 1);

            await().untilAsserted(() -> assertThat(scene.deliveries("moved", "")
                            .path(0)
                            .path("lastStatus")
                            .asInt())
                    .isEqualTo(307));
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void aNameThatLeadsIntoAPrivateNetworkIsNotCalled() {
        scene.subscribe("inside", receiver);
        jdbc.sql("update webhook set allow_private = false where id = :id")
                .param("id", id("inside"))
                .update();
        scene.publish(cases(1), 1, 1);

        await().untilAsserted(() -> {
            JsonNode tried = scene.deliveries("inside", "").path(0);
            assertThat(tried.path("attempts").asInt()).isPositive();
            assertThat(tried.path("lastNote").asString()).containsIgnoringCase("filter");
        });
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void whatWasDeliveredLongAgoAndWhatEndedIsForgotten() {
        scene.subscribe("old", receiver);
        scene.subscribe("ended", receiver);
        scene.publish(cases(2), 1, 1);
        await().until(() -> receiver.taken().size() == 4);
        UUID old = id("old");
        UUID ended = id("ended");
        scene.desk().delete("/webhooks/ended", scene.security());
        jdbc.sql("""
                        update webhook_delivery set delivered_at = delivered_at - interval '31 days'
                        where position in (select min(position) from webhook_delivery where webhook_id = :id)
                        """).param("id", old).update();

        upkeep.deleteOld();

        assertThat(scene.deliveries("old", "").size()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from webhook where id = :id")
                        .param("id", ended)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Map<String, List<Long>> inOrder(List<UUID> cases, long last) {
        Map<String, List<Long>> expected = new java.util.HashMap<>();
        cases.forEach(caseId -> expected.put(
                caseId.toString(), LongStream.rangeClosed(1, last).boxed().toList()));
        return expected;
    }

    private int waiting(String code) {
        return scene.webhook(code).path("waiting").asInt();
    }

    private UUID id(String code) {
        return jdbc.sql("select id from webhook where code = :code and state <> 'ENDED'")
                .param("code", code)
                .query(UUID.class)
                .single();
    }

    private String metrics() {
        return org.springframework.web.client.RestClient.create("http://localhost:" + port)
                .get()
                .uri("/actuator/prometheus")
                .retrieve()
                .body(String.class);
    }
}
