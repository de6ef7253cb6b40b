package org.whistle.audit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.AuditClient;
import org.whistle.audit.StoryTeller;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** Search and timeline through HTTP, from events on the topic. */
@DeskTest
class SearchIntegrationTests {

    private final TestTopic topic = new TestTopic("case-events");

    @LocalServerPort
    private int port;

    private AuditClient supervisor;

    @BeforeEach
    void connect() {
        supervisor = AuditClient.supervisor(port);
    }

    @AfterEach
    void disconnect() {
        supervisor.close();
        topic.close();
    }

    @Test
    void findsAWordOfTwoChineseCharactersAndNoOther() {
        StoryTeller cover = published(StoryTeller.reported("北门桥头井盖破损，行人危险"));
        published(StoryTeller.reported("小区门口垃圾堆放"));

        assertThat(found("text=" + encoded("井盖"))).containsExactly(cover.caseNumber());
        assertThat(found("text=" + encoded("盖井"))).isEmpty();
        assertThat(found("text=" + cover.caseNumber())).contains(cover.caseNumber());
    }

    @Test
    void tellsWhereACaseIsSinceWhenAndEveryEventWithItsPlaceInTheLedger() {
        StoryTeller story = published(StoryTeller.reported("路灯不亮").dispatchedTo("LIGHTING"));

        JsonNode known = supervisor.get("/cases/" + story.caseId()).json();
        assertThat(known.get("state").asString()).isEqualTo("DISPATCHED");
        assertThat(Instant.parse(known.get("stateSince").asString()))
                .isEqualTo(story.events().getLast().time());
        assertThat(known.get("leadUnit").asString()).isEqualTo("LIGHTING");

        JsonNode timeline =
                supervisor.get("/cases/" + story.caseId() + "/timeline").json();
        assertThat(StreamSupport.stream(timeline.spliterator(), false)
                        .map(event -> event.get("stateAfter") == null
                                ? ""
                                : event.get("stateAfter").asString()))
                .containsExactly("REPORTED", "STREET_PENDING", "TICKETED", "", "DISPATCHED");
        assertThat(timeline.get(4).get("ledger").get("index").asLong())
                .isGreaterThan(timeline.get(0).get("ledger").get("index").asLong());
    }

    @Test
    void narrowsByPlaceStateCategoryUnitAndPeriod() {
        Instant when = Instant.parse("2026-03-02T01:00:00Z");
        StoryTeller here = published(
                StoryTeller.reported("350999002001001", "E0666", "占道经营", when).dispatchedTo("URBAN_MGMT"));

        assertThat(found("categoryCode=E0666&code=350999002&state=DISPATCHED&unitCode=URBAN_MGMT"
                        + "&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z"))
                .containsExactly(here.caseNumber());
        assertThat(found("categoryCode=E0666&near=117.0251,31.1121&radius=100")).containsExactly(here.caseNumber());
        assertThat(found("categoryCode=E0666&near=117.1,31.1&radius=100")).isEmpty();
        assertThat(found("categoryCode=E0666&state=CLOSED")).isEmpty();
        assertThat(found("categoryCode=E0666&code=350999001")).isEmpty();
    }

    @Test
    void showsNobodyACaseOutsideTheirScope() {
        StoryTeller story = published(StoryTeller.reported("只有本街道可见").dispatchedTo("SANITATION"));

        try (AuditClient neighbour = AuditClient.as(port, "other", TestGrant.of(Role.STREET, "350999002"));
                AuditClient unit =
                        AuditClient.as(port, "liaison", TestGrant.of(Role.DEPARTMENT, "350999", "SANITATION"));
                AuditClient namesake =
                        AuditClient.as(port, "namesake", TestGrant.of(Role.DEPARTMENT, "350998", "SANITATION"));
                AuditClient administrator = AuditClient.as(port, "admin", TestGrant.of(Role.ADMIN, "350999"))) {
            assertThat(neighbour.get("/cases/" + story.caseId()).status()).isEqualTo(404);
            assertThat(neighbour.get("/cases/" + story.caseId() + "/timeline").status())
                    .isEqualTo(404);
            assertThat(unit.get("/cases/" + story.caseId()).status()).isEqualTo(200);
            assertThat(unit.get("/cases").json().get("total").asLong()).isPositive();
            assertThat(namesake.get("/cases/" + story.caseId()).status()).isEqualTo(404);
            assertThat(namesake.get("/cases").json().get("total").asLong()).isZero();
            assertThat(administrator.get("/cases").json().get("total").asLong()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text=%E6%A1%A5, /text",
        "near=somewhere, /near",
        "'near=200,31', /near",
        "page=201&size=50, /page",
        "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z, /to"
    })
    void namesTheFieldThatIsWrong(String query, String pointer) {
        AuditClient.Answer answer = supervisor.get("/cases?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(answer.json().get("errors").get(0).get("message").asString()).isNotBlank();
    }

    private StoryTeller published(StoryTeller story) {
        story.events().forEach(topic::publish);
        int events = story.events().size();
        await().until(() -> supervisor.get("/cases/" + story.caseId()).status() == 200
                && supervisor
                                .get("/cases/" + story.caseId() + "/timeline")
                                .json()
                                .size()
                        == events);
        return story;
    }

    private List<String> found(String query) {
        AuditClient.Answer answer = supervisor.get("/cases?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().get("items").spliterator(), false)
                .map(item -> item.get("caseNumber").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
