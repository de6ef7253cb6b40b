package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.AuditClient;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.HandlingLevel;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;
import tools.jackson.databind.JsonNode;

/** Indicators over HTTP, from events on the topic. */
@DeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndicatorIntegrationTests {

    private static final String COUNTY = "350983";
    private static final String COMMUNITY = COUNTY + "001001";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final TestGrant SUPERVISOR = TestGrant.of(Role.SUPERVISOR, COUNTY);
    private static final TestGrant STREET = TestGrant.of(Role.STREET, COUNTY + "001");
    private static final TestGrant MANAGER = TestGrant.of(Role.COMMUNITY, COMMUNITY);
    private static final TestGrant LIAISON = TestGrant.of(Role.DEPARTMENT, COUNTY, "WATER");

    private final LocalDate today = Instant.now().atZone(ZONE).toLocalDate();
    private final LocalDate from = today.minusDays(60);

    @LocalServerPort
    private int port;

    /** One case closed by a unit, one by its community, one voided; in two streets. */
    @BeforeAll
    void publish() {
        SmallCounty.publish(COUNTY);
        Instant start = Instant.now().minus(Duration.ofDays(40));
        try (TestTopic topic = new TestTopic("case-events")) {
            topic.publish(closedByWater(start).log());
            topic.publish(closedByItsCommunity(start).log());
            topic.publish(voided(start).log());
        }
        await().untilAsserted(() -> {
            JsonNode row = table(SUPERVISOR, "level=COUNTY&code=" + COUNTY).at("/rows/0");
            assertThat(value(row, "VALID_REPORT_RATE").path("denominator").asLong())
                    .isEqualTo(3);
            assertThat(value(row, "TRUE_CLOSING").path("denominator").asLong()).isOne();
        });
    }

    private static CaseScript closedByWater(Instant start) {
        CaseScript script = CaseScript.of(83_001, COMMUNITY + "001", "C0101", Source.GRID_PATROL, start)
                .by("worker-83", Role.GRID_WORKER)
                .reported()
                .by("somebody", Role.DISPATCHER)
                .then(Said.escalated())
                .ticketed(Said.REPLANTED)
                .dispatched("WATER")
                .after(Duration.ofMinutes(1))
                .lead(new DepartmentEvent.Accepted())
                .after(20)
                .lead(Said.completed());
        return script.then(Said.accepted(script.leadPart()))
                .then(Said.checkRequested(false, "OLD_PHOTO"))
                .by("worker-84", Role.GRID_WORKER)
                .then(Said.checkPassed(false))
                .by("street", Role.STREET)
                .then(Said.confirmed(90))
                .then(Said.closed())
                .after(1)
                .then(Said.spotChecked(true));
    }

    private static CaseScript closedByItsCommunity(Instant start) {
        return CaseScript.of(83_002, COMMUNITY + "002", "C0900", Source.GRID_PATROL, start)
                .by("worker-83", Role.GRID_WORKER)
                .reported()
                .by("community", Role.COMMUNITY)
                .then(Said.handlingStarted(HandlingLevel.COMMUNITY))
                .then(Said.handled(HandlingLevel.COMMUNITY))
                .then(Said.checkRequested(true))
                .by("worker-84", Role.GRID_WORKER)
                .then(Said.checkPassed(true))
                .then(new IntakeEvent.Closed(true));
    }

    private static CaseScript voided(Instant start) {
        return CaseScript.of(83_003, COUNTY + "002001001", "C0101", Source.GRID_PATROL, start)
                .by("worker-83", Role.GRID_WORKER)
                .reported()
                .by("community", Role.COMMUNITY)
                .then(Said.voided(org.whistle.events.code.VoidReason.NOT_FOUND));
    }

    @Test
    void aCountyIsToldWithTheCasesBehindEachNumber() {
        JsonNode row = table(SUPERVISOR, "level=COUNTY&code=" + COUNTY).at("/rows/0");

        JsonNode closing = value(row, "CLOSING_RATE");
        assertThat(closing.path("value").asDouble()).isEqualTo(1);
        assertThat(closing.path("nameZh").asString()).isEqualTo("结案率");
        JsonNode behind = get(SUPERVISOR, closing.path("href").asString().substring("/api/audit".length()))
                .json();
        assertThat(behind.path("total").asLong()).isOne();
        assertThat(behind.at("/items/0/unit").asString()).isEqualTo("WATER");
        assertThat(behind.at("/items/0/caseNumber").asString()).startsWith(COUNTY);
        assertThat(value(row, "TRUE_CLOSING").at("/interval/low").asDouble()).isEqualTo(0.206549);
        assertThat(value(row, "VALID_REPORT_RATE").path("value").asDouble()).isEqualTo(0.666667);
        assertThat(value(row, "RECURRENCE_RATE").path("value").asDouble()).isZero();
        assertThat(value(row, "RESOLUTION_RATE").has("value")).isFalse();
        assertThat(stage(row, "HANDLING").path("meanSeconds").asDouble()).isEqualTo(20 * 3_600 + 60);
        assertThat(stage(row, "HANDLING").path("medianSeconds").asDouble()).isBetween(70_350.0, 74_000.0);
    }

    @Test
    void aPrefixShowsTheRowsWithinItInTheOrderOfTheirCodes() {
        JsonNode streets = table(SUPERVISOR, "level=STREET&code=" + COUNTY);

        assertThat(codes(streets)).containsExactly(COUNTY + "001", COUNTY + "002");
        assertThat(codes(table(SUPERVISOR, "level=GRID&code=" + COMMUNITY)))
                .containsExactly(COMMUNITY + "001", COMMUNITY + "002");
    }

    @Test
    void aUnitSeesItselfAlone() {
        assertThat(codes(table(LIAISON, "level=UNIT"))).containsExactly("WATER");
        assertThat(get(LIAISON, "/indicators?level=UNIT&code=GREENING").status())
                .isEqualTo(404);
        assertThat(get(LIAISON, "/indicators?level=COUNTY").status()).isEqualTo(403);
        JsonNode water = table(LIAISON, "level=UNIT&code=WATER").at("/rows/0");
        assertThat(value(water, "HONESTY_FLAGS").path("value").asLong()).isOne();
        assertThat(water.path("area").asString()).isEqualTo(COUNTY);
    }

    @Test
    void aStreetSeesWhatLiesWithinIt() {
        assertThat(codes(table(STREET, "level=STREET"))).containsExactly(COUNTY + "001");
        assertThat(codes(table(STREET, "level=COMMUNITY"))).containsExactly(COMMUNITY);
        assertThat(get(STREET, "/indicators?level=STREET&code=" + COUNTY + "002")
                        .status())
                .isEqualTo(404);
        assertThat(get(STREET, "/indicators?level=COUNTY").status()).isEqualTo(403);
        assertThat(get(STREET, "/indicators?level=UNIT").status()).isEqualTo(403);
    }

    @Test
    void aGridWorkersRatesAreForTheWorkerAndTheCommunityAlone() {
        TestGrant worker = TestGrant.of(Role.GRID_WORKER, COMMUNITY + "001");

        JsonNode own = AuditClient.as(port, "worker-83", worker)
                .get("/indicators?level=WORKER&from=" + from)
                .json();
        List<JsonNode> ownRates = own.findValues("indicators");
        assertThat(ownRates).isNotEmpty();
        assertThat(own.findValues("numerator")).isEmpty();
        assertThat(own.findValues("denominator")).isEmpty();
        assertThat(own.findValues("href")).isNotEmpty();

        JsonNode managed = table(MANAGER, "level=WORKER");
        assertThat(codes(managed)).containsExactly("worker-83", "worker-84");
        assertThat(managed.findValues("numerator")).isEmpty();
        assertThat(managed.findValues("href")).isEmpty();
        assertThat(value(managed.at("/rows/0"), "VALID_REPORT_RATE")
                        .path("value")
                        .asDouble())
                .isEqualTo(1);

        assertThat(get(SUPERVISOR, "/indicators?level=WORKER").status()).isEqualTo(403);
        assertThat(get(STREET, "/indicators?level=WORKER").status()).isEqualTo(403);
        assertThat(AuditClient.as(port, "worker-84", worker)
                        .get("/indicators?level=WORKER&code=worker-83")
                        .status())
                .isEqualTo(404);
        assertThat(get(MANAGER, "/indicators/cases?indicator=CHECKS_ON_TIME&level=WORKER&code=worker-84")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aWorkerFindsTheCasesBehindTheirOwnRateWithoutACount() {
        AuditClient.Answer behind = AuditClient.as(port, "worker-84", TestGrant.of(Role.GRID_WORKER, COMMUNITY + "001"))
                .get("/indicators/cases?indicator=CHECKS_ON_TIME&level=WORKER&code=worker-84&from=" + from);

        assertThat(behind.json().path("items").size()).isEqualTo(2);
        assertThat(behind.json().has("total")).isFalse();
    }

    @Test
    void whoHasNoDeskHereSeesNothing() {
        assertThat(get(TestGrant.of(Role.CITIZEN, COUNTY), "/indicators?level=COUNTY")
                        .status())
                .isEqualTo(403);
        assertThat(get(TestGrant.of(Role.GRID_WORKER, COMMUNITY + "001"), "/indicators?level=GRID")
                        .status())
                .isEqualTo(403);
        assertThat(get(TestGrant.of(Role.ADMIN, COUNTY), "/indicators?level=COUNTY")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "level=COUNTY&from=2999-01-01, 422, /from, PERIOD_AHEAD",
        "level=COUNTY&from=2020-01-01&to=2999-01-01, 422, /to, PERIOD_AHEAD",
        "level=COUNTY&from=2020-02-01&to=2020-01-31, 422, /to, PERIOD_REVERSED",
        "level=COUNTY&from=2012-01-01&to=2022-01-01, 422, /from, PERIOD_TOO_LONG",
        "level=COUNTY&from=soon, 400, /from, ''",
        "level=town, 400, /level, INVALID_FIELD",
        "level=COUNTY&code=350983001, 422, /code, NOT_OF_THE_LEVEL",
        "level=STREET&code=nowhere, 422, /code, NOT_OF_THE_LEVEL",
        "level=STREET&code=350983009, 422, /code, UNKNOWN_JURISDICTION",
        "level=UNIT&code=NOBODY, 422, /code, UNKNOWN_UNIT",
        "level=CATEGORY&code=NOTHING, 422, /code, UNKNOWN_CATEGORY",
        "level=PLANET, 400, /level, ''",
        "code=350983, 400, /level, REQUIRED"
    })
    void whatCannotBeAnsweredNamesItsField(String query, int status, String pointer, String code) {
        AuditClient.Answer answer = get(SUPERVISOR, "/indicators?" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        if (!code.isEmpty()) {
            assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo(code);
        }
    }

    @Test
    void aCountHasNoDenominatorAndAnIndicatorItsLevels() {
        assertThat(get(SUPERVISOR, "/indicators/cases?indicator=DUE&part=denominator&level=COUNTY")
                        .status())
                .isEqualTo(422);
        assertThat(get(SUPERVISOR, "/indicators/cases?indicator=RECEIVED&level=UNIT")
                        .status())
                .isEqualTo(422);
        assertThat(get(SUPERVISOR, "/indicators/cases?level=COUNTY").status()).isEqualTo(400);
    }

    private JsonNode table(TestGrant grant, String query) {
        AuditClient.Answer answer = get(grant, "/indicators?" + query + "&from=" + from);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private AuditClient.Answer get(TestGrant grant, String path) {
        try (AuditClient client = AuditClient.as(port, "somebody", grant)) {
            return client.get(path);
        }
    }

    private static List<String> codes(JsonNode table) {
        List<String> codes = new ArrayList<>();
        table.path("rows").forEach(row -> codes.add(row.path("code").asString()));
        return codes;
    }

    private static JsonNode value(JsonNode row, String indicator) {
        return row.path("indicators")
                .valueStream()
                .filter(value -> value.path("indicator").asString().equals(indicator))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode stage(JsonNode row, String kind) {
        return row.path("stages")
                .valueStream()
                .filter(value -> value.path("stage").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
