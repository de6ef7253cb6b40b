package org.whistle.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.dispatch.webhook.WebhookScene.WEBHOOKS;
import static org.whistle.dispatch.webhook.WebhookScene.cases;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventCodec;
import org.whistle.events.EventPayload;
import org.whistle.events.code.Role;
import org.whistle.kit.outgoing.SigningSecret;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may manage webhooks, and what is recorded of it. */
@DeskTest
@TestPropertySource(properties = "whistle.webhooks.allow-private=true")
class WebhookAdministrationIntegrationTests {

    private static final String COUNTY = "350992";
    private static final String BODY = """
            {"code":"%s","name":"市平台","url":"%s","scopes":[%s],"types":[%s],"allowPrivate":%s}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

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

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SECURITY_ADMIN")
    void nobodyElseMay(Role role) {
        scene.subscribe("city", receiver);
        TestGrant other = scene.desk().grant(role);

        assertThat(scene.desk().get(WEBHOOKS, other).status()).isEqualTo(403);
        assertThat(scene.desk().get(WEBHOOKS + "/city/deliveries", other).status())
                .isEqualTo(403);
        assertThat(scene.desk()
                        .post("other", WEBHOOKS, body("mine", "https://example.org/", "\"" + COUNTY + "\""), other)
                        .status())
                .isEqualTo(403);
        assertThat(scene.desk()
                        .put(WEBHOOKS + "/city/secrets/mine", "{}", other)
                        .status())
                .isEqualTo(403);
        assertThat(scene.desk().delete(WEBHOOKS + "/city", other).status()).isEqualTo(403);
    }

    @Test
    void anotherCountyHasItsOwn() {
        scene.subscribe("city", receiver);
        TestGrant neighbour = TestGrant.of(Role.SECURITY_ADMIN, "350991");

        assertThat(scene.desk().get(WEBHOOKS, neighbour).body()).isEmpty();
        for (String path : List.of("/city", "/city/secrets", "/city/deliveries")) {
            assertThat(scene.desk().get(WEBHOOKS + path, neighbour).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(scene.desk()
                        .post("n", WEBHOOKS + "/city/resume", "{}", neighbour)
                        .status())
                .isEqualTo(404);
        assertThat(scene.desk()
                        .post("n", WEBHOOKS, body("mine", "https://example.org/", "\"" + COUNTY + "\""), neighbour)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A | https://example.org/ | \"350992\" | | false | 400 | /code",
                "ok | http://example.org/ | \"350992\" | | false | 422 | /url",
                "ok | https://10.0.0.1/ | \"350992\" | | false | 422 | /url",
                "ok | http://169.254.169.254/ | \"350992\" | | true | 422 | /url",
                "ok | https://example.org/ | | | false | 400 | /scopes",
                "ok | https://example.org/ | \"3509\" | | false | 400 | /scopes/0",
                "ok | https://example.org/ | \"350992999\" | | false | 422 | /scopes",
                "ok | https://example.org/ | null | | false | 400 | /scopes/0",
                "ok | https://example.org/ | \"350992\" | \"case.sold.v1\" | false | 422 | /types",
                "ok | https://example.org/ | \"350992\" | \"admin.exported.v1\" | false | 422 | /types",
                "ok | https://example.org/ | \"350992\" | null | false | 400 | /types/0",
                "ok | https://example.org/ | \"350992\" | | \"maybe\" | 400 | /allowPrivate"
            })
    void aWrongFieldIsNamedAndNothingChanges(
            String code, String url, String scopes, String types, String allowPrivate, int status, String pointer) {
        TestDesk.Answer answer = scene.post(
                "", BODY.formatted(code, url, scopes == null ? "" : scopes, types == null ? "" : types, allowPrivate));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(scene.desk().get(WEBHOOKS, scene.security()).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deliveries?page=-1, 400",
        "deliveries?size=0, 400",
        "deliveries?size=201, 400",
        "deliveries?page=200&size=200, 422",
        "deliveries?state=LOST, 400",
        "deliveries?caseId=7, 400"
    })
    void aWrongQuestionIsRefused(String path, int status) {
        scene.subscribe("city", receiver);

        assertThat(scene.desk()
                        .get(WEBHOOKS + "/city/" + path, scene.security())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void wrongCommandsAreRefused() {
        scene.subscribe("city", receiver);

        assertThat(scene.post("city/deliveries/1/redeliver", "{}").status()).isEqualTo(404);
        assertThat(scene.post("city/deliveries/first/redeliver", "{}").status()).isEqualTo(400);
        assertThat(scene.post("city/redeliver", "{}").status()).isEqualTo(400);
        assertThat(scene.post("city/redeliver", "{\"from\":\"yesterday\"}").status())
                .isEqualTo(400);
        assertThat(scene.post("nobody/test", "{}").status()).isEqualTo(404);
        for (String secret : List.of("First", "-", "a".repeat(41))) {
            assertThat(scene.desk()
                            .put(WEBHOOKS + "/city/secrets/" + secret, "{}", scene.security())
                            .status())
                    .isEqualTo(422);
        }
        assertThat(scene.desk()
                        .put(WEBHOOKS + "/city/secrets/second", "{\"overlapHours\":721}", scene.security())
                        .status())
                .isEqualTo(400);
        assertThat(scene.desk()
                        .put(WEBHOOKS + "/city/secrets/first", "{}", scene.security())
                        .body()
                        .path("code"))
                .hasToString("\"KEY_EXISTS\"");
    }

    @Test
    void aCodeIsTakenOnceAndFreeAgainAfterTheEnd() {
        scene.subscribe("city", receiver);
        assertThat(scene.post("", body("city", "https://example.org/", "\"" + COUNTY + "\""))
                        .body()
                        .path("code"))
                .hasToString("\"WEBHOOK_EXISTS\"");

        assertThat(scene.desk().delete(WEBHOOKS + "/city", scene.security()).status())
                .isEqualTo(204);

        assertThat(scene.desk().get(WEBHOOKS + "/city", scene.security()).status())
                .isEqualTo(404);
        assertThat(scene.post("", body("city", "https://example.org/", "\"" + COUNTY + "\""))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nothingIsSentUnsignedAndBothSecretsSignDuringARotation() {
        scene.post("", body("city", receiver.url(), "\"" + COUNTY + "\"").replace("false", "true"));
        scene.publish(cases(1), 1, 1);
        await().until(() -> scene.webhook("city").path("waiting").asInt() == 1);
        assertThat(receiver.calls()).isEmpty();
        String first = scene.issue("city", "first", 24);
        await().until(() -> receiver.taken().size() == 1);
        assertThat(receiver.taken().getFirst().signature())
                .isEqualTo(signature(first, receiver.taken().getFirst()));

        String second = scene.issue("city", "second", 24);
        scene.publish(cases(1), 1, 1);
        await().until(() -> receiver.taken().size() == 2);
        TestReceiver.Message both = receiver.taken().get(1);
        assertThat(both.signature()).isEqualTo(signature(second, both) + " " + signature(first, both));

        String third = scene.issue("city", "third", 0);
        scene.publish(cases(1), 1, 1);
        await().until(() -> receiver.taken().size() == 3);
        TestReceiver.Message last = receiver.taken().get(2);
        assertThat(last.signature()).isEqualTo(signature(third, last));
        assertThat(scene.desk()
                        .get(WEBHOOKS + "/city/secrets", scene.security())
                        .body()
                        .valueStream()
                        .map(secret -> secret.path("name").asString()))
                .containsExactly("first", "second", "third");
    }

    @Test
    void aSecretIsNowhereButWithItsOwner() {
        String secret = scene.subscribe("city", receiver);
        byte[] bytes = SigningSecret.of(secret).bytes();

        assertThat(jdbc.sql("select sealed from webhook_secret")
                        .query(byte[].class)
                        .list())
                .allSatisfy(kept -> assertThat(Arrays.equals(kept, bytes)).isFalse())
                .allSatisfy(kept -> assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)));
        assertThat(jdbc.sql("select count(*) from kept_answer where position(:secret in encode(body, 'escape')) > 0")
                        .param("secret", secret)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(scene.desk().get(WEBHOOKS + "/city", scene.security()).body().toString())
                .doesNotContain("whsec");
    }

    @Test
    void aTestIsAnEventThatTellsOfNothing() {
        scene.subscribe("city", receiver);

        TestDesk.Answer answer = scene.post("city/test", "{}");

        assertThat(answer.status()).isEqualTo(202);
        await().until(() -> receiver.taken().size() == 1);
        JsonNode ping = new JsonMapper().readTree(receiver.taken().getFirst().body());
        assertThat(ping.path("type").asString()).isEqualTo("webhook.ping.v1");
        assertThat(ping.path("id")).isEqualTo(answer.body().path("eventId"));
        await().untilAsserted(() -> {
            JsonNode delivery = scene.deliveries("city", "?state=DELIVERED").path(0);
            assertThat(delivery.path("position")).isEqualTo(answer.body().path("position"));
            assertThat(delivery.path("lastStatus").asInt()).isEqualTo(204);
        });
    }

    @Test
    void whatWasDeliveredIsSentAgainOneOrAllSinceThen() {
        scene.subscribe("city", receiver);
        List<UUID> cases = cases(3);
        Instant before = Instant.now();
        scene.publish(cases, 1, 2);
        await().until(() -> scene.deliveries("city", "?state=DELIVERED").size() == 6);
        long position = scene.deliveries("city", "").path(5).path("position").asLong();

        assertThat(scene.post("city/deliveries/" + position + "/redeliver", "{}")
                        .status())
                .isEqualTo(200);
        await().until(() -> receiver.calls().size() == 7);
        assertThat(receiver.taken()).hasSize(6);
        await().until(() -> scene.deliveries("city", "?state=DELIVERED").size() == 6);

        TestDesk.Answer again = scene.post("city/redeliver", "{\"from\":\"" + before + "\"}");
        assertThat(again.body().path("count").asInt()).isEqualTo(6);
        await().until(() -> receiver.calls().size() == 13);
        assertThat(receiver.taken()).hasSize(6);
        cases.forEach(caseId -> assertThat(receiver.calls().subList(7, 13).stream()
                        .map(TestReceiver.Message::event)
                        .filter(event -> event.subject().equals(caseId.toString()))
                        .map(event -> event.sequence()))
                .containsExactly(1L, 2L));
        assertThat(scene.post("city/redeliver", "{\"from\":\"" + Instant.now().plusSeconds(60) + "\"}")
                        .body())
                .hasToString("{\"count\":0}");
    }

    @Test
    void everyStepIsAnEntryOfTheAdminLogWithoutTheQueryOfTheAddress() {
        scene.post("", body("city", "https://example.org/in?key=secret", "\"" + COUNTY + "\""));
        scene.issue("city", "first", 24);
        scene.desk()
                .put(
                        WEBHOOKS + "/city",
                        body("", "https://example.org/other", "\"" + COUNTY + "001\"")
                                .replace("\"code\":\"\",", ""),
                        scene.security());
        scene.post("city/resume", "{}");
        scene.desk().delete(WEBHOOKS + "/city", scene.security());

        List<EventPayload> noted = jdbc.sql("""
                        select value from event where topic = 'admin-events' and key = :county
                        and type like 'admin.webhook-%' order by recorded_at, id
                        """).param("county", COUNTY).query(byte[].class).list().stream()
                .map(value -> EventCodec.decode(value).data())
                .toList();
        assertThat(noted)
                .contains(
                        new AdminEvent.WebhookSubscribed(
                                "city", "市平台", "https://example.org/in", List.of(COUNTY), List.of(), false),
                        new AdminEvent.WebhookSubscribed(
                                "city", "市平台", "https://example.org/other", List.of(COUNTY + "001"), List.of(), false),
                        new AdminEvent.WebhookResumed("city"),
                        new AdminEvent.WebhookEnded("city"))
                .anySatisfy(event -> assertThat(event).isInstanceOf(AdminEvent.WebhookSecretIssued.class));
    }

    @Test
    void aRepeatedRequestSubscribesOnce() {
        String body = body("city", "https://example.org/", "\"" + COUNTY + "\"");
        UUID key = UUID.randomUUID();

        assertThat(scene.desk()
                        .post("security", WEBHOOKS, body, scene.security(), key)
                        .status())
                .isEqualTo(201);
        assertThat(scene.desk()
                        .post("security", WEBHOOKS, body, scene.security(), key)
                        .status())
                .isEqualTo(201);
        assertThat(scene.desk().get(WEBHOOKS, scene.security()).body()).hasSize(1);
    }

    private static String body(String code, String url, String scopes) {
        return BODY.formatted(code, url, scopes, "", "false");
    }

    private static String signature(String secret, TestReceiver.Message message) {
        return SigningSecret.of(secret).sign(message.id(), Long.parseLong(message.timestamp()), message.body());
    }
}
