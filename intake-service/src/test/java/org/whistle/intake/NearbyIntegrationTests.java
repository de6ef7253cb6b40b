package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Position;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.recurrence.Recurrences;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** Cases nearby: possible duplicates and recurrences. A ten-thousandth of a degree of latitude is 11 m. */
@DeskTest
class NearbyIntegrationTests {

    private static final TestGrant NEIGHBOUR = TestGrant.of(org.whistle.events.code.Role.STREET, "350999002");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Recurrences recurrences;

    @Autowired
    private IntakeStore store;

    @Autowired
    private TransactionTemplate transaction;

    private IntakeDesk desk;

    @BeforeEach
    void county() {
        desk = new IntakeDesk(port);
        if (grid().isEmpty()) {
            IntakeDesk.publishCounty();
        }
        await().untilAsserted(() -> assertThat(grid()).isNotEmpty());
    }

    @Test
    void explainsEveryPartOfTheScoreAndRanksByIt() {
        String same = report("E0110", "垃圾桶外堆放垃圾", 26.0020);
        String farther = report("E0110", "有人遛狗", 26.0023);
        String otherCategory = report("E0501", "垃圾桶边堆放垃圾！", 26.0021);
        report("E0501", "水管爆了", 26.0021);
        report("E0110", "垃圾桶外堆放垃圾", 26.0026);
        String mine = report("E0110", "垃圾桶边堆放垃圾", 26.0020);

        JsonNode similar =
                desk.get("grid", GRID_WORKER, "/cases/" + mine + "/similar").body();

        assertThat(similar.valueStream().map(each -> each.path("caseId").asString()))
                .containsExactly(same, otherCategory, farther);
        JsonNode first = similar.get(0);
        assertThat(first.path("sameCategory").asBoolean()).isTrue();
        assertThat(first.path("distanceMetres").asInt()).isZero();
        assertThat(first.path("radiusMetres").asInt()).isEqualTo(50);
        assertThat(first.path("ageHours").asInt()).isZero();
        assertThat(first.path("textSimilarity").asDouble()).isEqualTo(0.667);
        assertThat(first.path("score").asDouble()).isBetween(0.916, 0.917);
        assertThat(similar.get(1).path("sameCategory").asBoolean()).isFalse();
        assertThat(similar.get(1).path("score").asDouble())
                .isLessThan(first.path("score").asDouble());
    }

    /** The desk's lock of a case, as while it follows a new pack, lets a report be that only refers to the case. */
    @Test
    void aReportNearACaseThatIsBeingChangedDoesNotWait() {
        String known = report("E0110", "垃圾桶外堆放垃圾", 26.0100);

        String mine = transaction.execute(_ -> {
            store.lock(UUID.fromString(known)).orElseThrow();
            return report("E0110", "垃圾桶外堆放垃圾", 26.0100);
        });

        assertThat(desk.get("grid", GRID_WORKER, "/cases/" + mine + "/similar")
                        .body()
                        .valueStream()
                        .map(each -> each.path("caseId").asString()))
                .containsExactly(known);
    }

    @Test
    void aCategoryMayHaveARadiusOfItsOwn() {
        String known = report("E0501", "水管爆了", 26.0040);
        String mine = report("E0501", "漏水", 26.0048);

        JsonNode similar =
                desk.get("grid", GRID_WORKER, "/cases/" + mine + "/similar").body();

        assertThat(similar.valueStream()).singleElement().satisfies(each -> {
            assertThat(each.path("caseId").asString()).isEqualTo(known);
            assertThat(each.path("radiusMetres").asInt()).isEqualTo(100);
            assertThat(each.path("distanceMetres").asInt()).isBetween(88, 90);
        });
    }

    @Test
    void whatACaseOutsideTheScopeSaysShowsInNothing() {
        report("E0501", "同一句话同一句话", 26.0060, 119.00995);
        String known = report("E0110", "同一句话同一句话", 26.0060, 119.00995);
        IntakeDesk.Answer reported = desk.post(
                "neighbour",
                TestGrant.of(org.whistle.events.code.Role.GRID_WORKER, "350999002001001"),
                "/cases",
                body("E0110", "同一句话同一句话", 26.0060, 119.01005));

        assertThat(reported.body().path("possibleDuplicates").valueStream())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("caseId").asString()).isEqualTo(known);
                    assertThat(each.propertyNames())
                            .containsExactlyInAnyOrder(
                                    "caseId",
                                    "categoryCode",
                                    "sameCategory",
                                    "distanceMetres",
                                    "radiusMetres",
                                    "reportedAt",
                                    "ageHours");
                });
        assertThat(desk.get("street-other", NEIGHBOUR, "/cases/" + known + "/similar")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aClosingIsRememberedWithItsTime() {
        String path = "/cases/" + report("E0501", "水管爆了", 26.0080);
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0501-1\"}");
        desk.post("community", COMMUNITY, path + "/handle", "{\"result\":\"修了\"}");
        IntakeDesk.Answer closed =
                desk.post("grid2", GRID_WORKER, path + "/check", "{\"passed\":true,\"note\":\"好了\"}");
        assertThat(closed.text("state")).isEqualTo("CLOSED");

        assertThat(recurrences.find("E0501", new Position(119.002, 26.0081), Instant.now()))
                .hasValueSatisfying(found -> {
                    assertThat(found.earlierCase()).hasToString(closed.text("caseId"));
                    assertThat(found.distanceMetres()).isEqualTo(11);
                });
        assertThat(recurrences.find("E0110", new Position(119.002, 26.0081), Instant.now()))
                .isEmpty();
    }

    @Test
    void aReportAtThePlaceOfAClosingIsLinkedToIt() {
        UUID earlier = UUID.fromString(report("E0501", "水管爆了", 26.0088));
        jdbc.sql("update intake_case set state = 'CLOSED', closed_at = whistle_now() where case_id = :id")
                .param("id", earlier)
                .update();

        String again = report("E0501", "又爆了", 26.0088);

        assertThat(desk.get("grid", GRID_WORKER, "/cases/" + again).text("recurrenceOf"))
                .isEqualTo(earlier.toString());
        try (TestTopic topic = new TestTopic("case-events")) {
            await().untilAsserted(() -> assertThat(topic.events(again))
                    .extracting(Envelope::data)
                    .contains(new IntakeEvent.RecurrenceLinked(earlier, 0)));
        }
    }

    @Test
    void theLastClosingWithinFiftyMetresAndThirtyDaysIsFound() {
        Instant now = Instant.parse("2026-11-23T06:00:00Z");
        Position place = new Position(119.002, 26.0095);
        closed(26.0095, now.minus(Duration.ofDays(30)).minusSeconds(1));
        closed(26.0095, now.plusSeconds(1));
        closed(26.0095 - 0.00046, now.minus(Duration.ofDays(1)));
        assertThat(recurrences.find("E0110", place, now)).isEmpty();

        closed(26.0095, now.minus(Duration.ofDays(30)));
        UUID later = closed(26.0095 - 0.00044, now.minus(Duration.ofDays(2)));

        assertThat(recurrences.find("E0110", place, now))
                .contains(new Recurrences.Recurrence(later, 49, now.minus(Duration.ofDays(2))));
    }

    private UUID closed(double latitude, Instant at) {
        UUID caseId = UUID.fromString(report("E0110", "清了", latitude));
        jdbc.sql("update intake_case set state = 'CLOSED', closed_at = :at where case_id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", caseId)
                .update();
        return caseId;
    }

    private JsonNode grid() {
        return desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005").body();
    }

    private String report(String category, String description, double latitude) {
        return report(category, description, latitude, 119.002);
    }

    private String report(String category, String description, double latitude, double longitude) {
        IntakeDesk.Answer answer =
                desk.post("grid", GRID_WORKER, "/cases", body(category, description, latitude, longitude));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("caseId");
    }

    private static String body(String category, String description, double latitude, double longitude) {
        return String.format(
                Locale.ROOT,
                "{\"categoryCode\":\"%s\",\"description\":\"%s\",\"position\":{\"longitude\":%f,\"latitude\":%f}}",
                category,
                description,
                longitude,
                latitude);
    }
}
