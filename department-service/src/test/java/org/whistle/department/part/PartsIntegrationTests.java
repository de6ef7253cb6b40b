package org.whistle.department.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.EventTypes;
import org.whistle.events.OfferedPart;
import org.whistle.events.Position;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.kit.upkeep.Upkeep;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestSystem;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The unit's desk over HTTP with a dispatched emergency: who may see it, and what a check-in stores and publishes. */
@DeskTest
class PartsIntegrationTests {

    private static final TestGrant WATER = TestGrant.of(Role.DEPARTMENT, "350999", "WATER");
    private static final TestGrant POLICE = TestGrant.of(Role.DEPARTMENT, "350999", "POLICE");
    private static final TestGrant HANDLER = TestGrant.of(Role.HANDLER, "350999", "WATER");

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID caseId = UUID.randomUUID();
    private final UUID part = UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Upkeep upkeep;

    @BeforeEach
    void dispatched() {
        CaseFacts facts = new CaseFacts(
                "350999" + caseId.toString().substring(0, 8),
                "C0101",
                "井盖缺失",
                new Position(119.874270, 26.631039),
                null,
                PartScene.GRID,
                Source.GRID_PATROL,
                null,
                null,
                List.of(),
                1);
        OfferedPart offered = new OfferedPart(part, "WATER", PartRole.LEAD, "2026-1", true, Duration.ZERO, 0, null);
        DispatchEvent event = new DispatchEvent.Dispatched(facts, PartScene.emergency(), List.of(offered), null, null);
        try (TestTopic topic = new TestTopic("case-events")) {
            topic.publish(new Envelope(
                    UUID.randomUUID(),
                    "/dispatch-service",
                    EventTypes.nameOf(event.getClass()),
                    caseId.toString(),
                    Instant.now(),
                    "dispatcher",
                    "DISPATCHER",
                    PartScene.GRID,
                    1,
                    null,
                    1,
                    null,
                    null,
                    List.of(),
                    event));
        }
        await().untilAsserted(() -> assertThat(listed("dept-water", WATER)).isEqualTo(1));
    }

    @Test
    void aPartIsThereForItsUnitAlone() {
        assertThat(listed("dept-police", POLICE)).isZero();
        assertThat(get("dept-police", POLICE, "/" + part).status()).isEqualTo(404);
        assertThat(get("dept-water", WATER, "/" + part).body().path("state").asString())
                .isEqualTo("OFFERED");
    }

    @Test
    void aSearchFindsAllWordsInAnySpelling() {
        for (String found : List.of("缺失 井盖", "井\u200B盖", "“井盖缺失”")) {
            assertThat(searched(found)).as(found).isEqualTo(List.of(1, found.contains(" ") ? "ANY" : ""));
        }
        assertThat(searched("井盖 路灯")).isEqualTo(List.of(0, "ANY"));
        assertThat(searched("井盖 路灯&match=any")).isEqualTo(List.of(1, ""));
    }

    /** How many, and what finds more. */
    private List<Object> searched(String text) {
        JsonNode page = get("dept-water", WATER, "?caseId=" + caseId + "&text=" + encoded(text))
                .body();
        return List.of(
                page.path("total").asInt(-1),
                page.path("searched").path("wider").asString(""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%26", "&")
                .replace("%3D", "=");
    }

    @Test
    void aUnitOfTheSameCodeInAnotherCountyNeitherSeesNorMovesIt() {
        TestGrant elsewhere = TestGrant.of(Role.DEPARTMENT, "350998", "WATER");

        assertThat(listed("dept-water", WATER)).isEqualTo(1);
        assertThat(listed("dept-elsewhere", elsewhere)).isZero();
        assertThat(get("dept-elsewhere", elsewhere, "/" + part).status()).isEqualTo(404);
        assertThat(post("dept-elsewhere", elsewhere, "accept", "{}").status()).isEqualTo(404);
    }

    /** Its row says one unit, and its case already another: the list goes on without it. */
    @Test
    void aPartThatChangesHandsMeanwhileIsLeftOutOfTheList() {
        jdbc.sql("update assignment set unit = 'GAS' where assignment_id = :part")
                .param("part", part)
                .update();

        Answer list = get("dept-gas", TestGrant.of(Role.DEPARTMENT, "350999", "GAS"), "?caseId=" + caseId);

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().path("items")).isEmpty();
    }

    @Test
    void aHandlerListsOnlyWhatWasGivenToThem() {
        act("dept-water", WATER, "accept", "{}");
        assertThat(listed("handler", HANDLER)).isZero();

        act("dept-water", WATER, "assign-handler", "{\"handler\":\"handler\"}");

        assertThat(listed("handler", HANDLER)).isEqualTo(1);
        assertThat(listed("colleague", HANDLER)).isZero();
    }

    @Test
    void aCheckInKeepsThePositionHereAndTellsTheDistance() {
        act("dept-water", WATER, "accept", "{}");
        Answer without = post("dept-water", WATER, "check-in", "{}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/position");

        act("dept-water", WATER, "check-in", "{\"position\":{\"longitude\":119.8745,\"latitude\":26.6311}}");

        Envelope checkedIn = checkedIn();
        assertThat(checkedIn.data()).isInstanceOfSatisfying(DepartmentEvent.CheckedIn.class, told -> {
            assertThat(told.distanceMetres()).isEqualTo(24);
            assertThat(told.positionHash()).matches("[0-9a-f]{64}");
        });
        assertThat(new String(EventCodec.encode(checkedIn), StandardCharsets.UTF_8))
                .doesNotContain("119.87", "26.63");
        assertThat(positions()).isEqualTo(1);
    }

    @Test
    void wherePeopleWereIsForgottenAfter180Days() {
        act("dept-water", WATER, "accept", "{}");
        act("dept-water", WATER, "check-in", "{\"position\":{\"longitude\":119.8745,\"latitude\":26.6311}}");

        takenAgo("179 days");
        upkeep.deleteOld();
        assertThat(positions()).isEqualTo(1);
        takenAgo("181 days");
        upkeep.deleteOld();
        assertThat(positions()).isZero();
    }

    private void takenAgo(String ago) {
        jdbc.sql("update check_in_position set taken_at = whistle_now() - :ago::interval where assignment_id = :part")
                .param("ago", ago)
                .param("part", part)
                .update();
    }

    private long positions() {
        return jdbc.sql("select count(*) from check_in_position where assignment_id = :part")
                .param("part", part)
                .query(Long.class)
                .single();
    }

    private Envelope checkedIn() {
        try (TestTopic topic = new TestTopic("case-events")) {
            return await().until(
                            () -> topic.events(caseId.toString()).stream()
                                    .filter(event -> event.data() instanceof DepartmentEvent.CheckedIn)
                                    .toList(),
                            found -> !found.isEmpty())
                    .getFirst();
        }
    }

    private int listed(String account, TestGrant grant) {
        return get(account, grant, "?caseId=" + caseId).body().path("total").asInt(-1);
    }

    private void act(String account, TestGrant grant, String action, String body) {
        assertThat(post(account, grant, action, body).status()).as(action).isEqualTo(200);
    }

    private Answer post(String account, TestGrant grant, String action, String body) {
        return send(request(account, grant, "/" + part + "/" + action)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer get(String account, TestGrant grant, String path) {
        return send(request(account, grant, path).GET());
    }

    private HttpRequest.Builder request(String account, TestGrant grant, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/department/assignments" + path))
                .header(
                        "Authorization",
                        "Bearer " + TestSystem.shared().issuer().token(account, grant));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Answer(int status, JsonNode body) {}
}
