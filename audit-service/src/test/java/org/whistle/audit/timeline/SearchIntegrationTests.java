package org.whistle.audit.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
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

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

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
    void findsAllWordsInAnyOrderAndAnyOfThemWhereAsked() {
        StoryTeller both = published(StoryTeller.reported("滨海大道的路灯昨晚起不亮"));
        StoryTeller one = published(StoryTeller.reported("滨海大道的路灯歪了"));

        assertThat(found("text=" + encoded("不亮 滨海大道"))).containsExactly(both.caseNumber());
        assertThat(found("text=" + encoded("滨海大道，歪了"))).containsExactly(one.caseNumber());
        assertThat(found("text=" + encoded("不亮 歪了 滨海大道"))).isEmpty();
        assertThat(found("match=any&text=" + encoded("昨晚起不亮 歪了"))).contains(both.caseNumber(), one.caseNumber());

        JsonNode searched =
                supervisor.get("/cases?text=" + encoded("不亮 滨海大道")).json().get("searched");
        assertThat(searched.get("words").valueStream().map(JsonNode::asString)).containsExactly("不亮", "滨海大道");
        assertThat(searched.get("match").asString()).isEqualTo("ALL");
        assertThat(searched.get("wider").asString()).isEqualTo("ANY");
        assertThat(searched.get("fields").valueStream().map(JsonNode::asString))
                .containsExactly("externalId", "description", "address");
        assertThat(supervisor
                        .get("/cases?text=" + encoded("滨海"))
                        .json()
                        .get("searched")
                        .has("wider"))
                .isFalse();
        assertThat(supervisor.get("/cases").json().has("searched")).isFalse();
    }

    @Test
    void findsAWordInAnySpelling() {
        StoryTeller cover = published(StoryTeller.reported("Ｌｅｄ大屏旁 雨\u200B水篦子缺失"));

        for (String spelling : List.of("雨水篦子", "雨\u200B水篦子", "led大屏", "ＬＥＤ大屏", " “雨水篦子” ", "LED\u3000缺失")) {
            assertThat(found("text=" + encoded(spelling))).as(spelling).containsExactly(cover.caseNumber());
        }
    }

    @Test
    void findsACaseByTheEndOfItsNumber() {
        StoryTeller story = published(StoryTeller.reported("号码末几位"));
        String number = story.caseNumber();
        String tail = number.substring(number.length() - 5);

        for (String typed : List.of(
                tail,
                number.substring(number.length() - 8),
                number,
                number.substring(0, 6) + " " + number.substring(6, 14) + " " + tail,
                number.substring(6, 14) + "-" + tail,
                "末几位 " + tail)) {
            assertThat(found("text=" + encoded(typed))).as(typed).contains(number);
        }
        assertThat(found("text=" + encoded("末几位 99999"))).isEmpty();
        assertThat(found("text=" + tail.substring(1))).doesNotContain(number);
    }

    @Test
    void theIndexesAnswer() {
        String plan = transaction.execute(_ -> {
            jdbc.sql("set local enable_seqscan = off; set local enable_indexscan = off")
                    .update();
            Map<String, Object> parameters = new HashMap<>();
            String where = String.join(
                    " and ",
                    new CaseFilter(
                                    null, null, null, null, "00001", null, null, null, null, null, null, null, null,
                                    null, null, null)
                            .conditions(parameters, Instant.EPOCH, ZoneOffset.UTC));
            return String.join(
                    "\n",
                    jdbc.sql("explain select * from audit_case where " + where)
                            .params(parameters)
                            .query(String.class)
                            .list());
        });

        assertThat(plan).contains("case_words_grams", "case_words_number_end");
    }

    @Test
    void aDayNamedAsTheEndIsIncluded() {
        StoryTeller late = published(
                StoryTeller.reported("350999002001001", "E0778", "夜里", Instant.parse("2026-03-02T15:59:00Z")));

        for (String interval : List.of(
                "from=2026-03-02&to=2026-03-02",
                "to=2026-03-02",
                "from=2026-03-02",
                "from=2026-03-02T23:59:00%2B08:00&to=2026-03-03T00:00:00%2B08:00",
                "from=2026-03-02T23:59:00+08:00&to=2026-03-02",
                "from=2026-03-02T15:59:00Z")) {
            assertThat(found("categoryCode=E0778&" + interval)).as(interval).containsExactly(late.caseNumber());
            assertThat(supervisor
                            .get("/cases.csv?categoryCode=E0778&" + interval)
                            .body())
                    .contains(late.caseNumber());
        }
        for (String interval : List.of("from=2026-03-03", "to=2026-03-01", "to=2026-03-02T15:59:00Z")) {
            assertThat(found("categoryCode=E0778&" + interval)).as(interval).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, /from, 2026-11-30",
        "from=2026-13-01, /from, 2026-11-30",
        "to=%2B294277-01-01T00:00:00Z, /to, 2026-11-30",
        "to=0100-01-01, /to, 2026-11-30",
        "from=2026-11-24T08:00:00, /from, 2026-11-30",
        "state=LOST, /state, REPORTED",
        "source=radio, /source, HOTLINE_12345",
        "whistleKind=x, /whistleKind, ROUTINE",
        "match=some, /match, ANY",
        "overdue=maybe, /overdue, false",
    })
    void saysWhatIsAllowed(String query, String pointer, String allowed) {
        AuditClient.Answer answer = supervisor.get("/cases?" + query);

        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = answer.json().get("errors").get(0);
        assertThat(error.get("pointer").asString()).isEqualTo(pointer);
        assertThat(error.get("message").asString()).contains(allowed);
        assertThat(answer.body()).doesNotContain("java.", "org.whistle", "String");
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
        assertThat(found("categoryCode=E0666&state=%20")).containsExactly(here.caseNumber());
        assertThat(found("categoryCode=E0666&state=dispatched,,")).containsExactly(here.caseNumber());
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
        "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z, /to",
        "from=2026-11-02&to=2026-11-01, /to",
        "text=%E6%A1%A5+%E6%B2%B3, /text"
    })
    void namesTheFieldThatIsWrong(String query, String pointer) {
        AuditClient.Answer answer = supervisor.get("/cases?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(answer.json().get("errors").get(0).get("message").asString()).isNotBlank();
    }

    private StoryTeller published(StoryTeller story) {
        topic.publish(story.events());
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
