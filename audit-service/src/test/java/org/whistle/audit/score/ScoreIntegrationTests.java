package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.AuditClient;
import org.whistle.audit.projection.Projection;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import tools.jackson.databind.JsonNode;

/** A period on its way from trial to final, over HTTP and from events on the topic. */
@DeskTest
class ScoreIntegrationTests {

    private static final String MONTH = "/scores/" + ScoreDesk.MONTH;

    @LocalServerPort
    private int port;

    @Value("${spring.datasource.url}")
    private String url = "";

    @Autowired
    private Projection projection;

    @Autowired
    private JdbcClient jdbc;

    private ScoreDesk desk;

    @BeforeEach
    void open() {
        desk = ScoreDesk.opened(port, url, projection);
    }

    /**
     * Accepted 4 of 4, in time 3 of 4, closed 4 of 4, first check 3 of 4, satisfied 1 of 1, no returns: 10 + 30 + 20 + 11.25
     * + 10 = 81.25 of 95 are 85.5263…; the street's mark is (90 + 80 + 70) / 3 = 80; a case failed a check, −0.2:
     * 0.5 · 80 + 0.5 · 85.5263… − 0.2 = 82.563…
     */
    @Test
    void aMonthIsScoredAsByHand() {
        JsonNode water = desk.line("WATER");

        assertThat(water.path("value").decimalValue()).isEqualByComparingTo("82.56");
        assertThat(water.path("objective").decimalValue()).isEqualByComparingTo("85.5263");
        assertThat(water.at("/street/mark").decimalValue()).isEqualByComparingTo("80");
        assertThat(water.at("/street/ratedShare").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(water.path("deducted").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(water.path("rank").asInt()).isEqualTo(2);
    }

    /** One rating is too few: it gets WATER's 80, which is the mean of the group, and the objective 100. */
    @Test
    void aUnitThatFewRatedSaysThatItsMarkIsTheGroups() {
        JsonNode sanitation = desk.line("SANITATION");

        assertThat(sanitation.at("/street/ofTheGroup").asBoolean()).isTrue();
        assertThat(sanitation.at("/street/ratings").asLong()).isOne();
        assertThat(sanitation.path("value").decimalValue()).isEqualByComparingTo("90");
        assertThat(sanitation.path("rank").asInt()).isOne();
        assertThat(desk.line("GREENING").has("value")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"DISPATCHER", "DEPARTMENT", "STREET", "STREET_LEADER", "COMMUNITY"})
    void aTrialIsForThoseWhoPublishAndWhoGrant(Role role) {
        AuditClient.Answer answer = desk.as(role).get(MONTH);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asString()).isEqualTo("NOT_PUBLISHED");
        assertThat(desk.as(Role.COMMAND_LEADER).get(MONTH).json().path("status").asString())
                .isEqualTo("DRAFT");

        desk.published();
        assertThat(desk.as(role).get(MONTH).json().path("status").asString()).isEqualTo("PUBLISHED");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"CITIZEN", "GRID_WORKER", "HANDLER", "ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN"})
    void whoHasNoDeskSeesNoScore(Role role) {
        assertThat(desk.as(role).get(MONTH).status()).isEqualTo(403);
    }

    @Test
    void aCitysSupervisorSeesItsCountiesAndNobodyElses() {
        AuditClient city = desk.as(Role.SUPERVISOR, "35");

        assertThat(city.get(MONTH + "?county=" + desk.county()).status()).isEqualTo(200);
        assertThat(city.get(MONTH + "?county=110101").status()).isEqualTo(404);
        assertThat(desk.as(Role.SUPERVISOR, "110101")
                        .get(MONTH + "?county=" + desk.county())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSupervisorPublishesOnceWhenThePeriodIsOver() {
        refused(409, "PERIOD_RUNNING", desk.supervisor().post(MONTH + "/publish", ""));
        desk.itIs("2026-01-31T15:59:00Z");
        refused(409, "PERIOD_RUNNING", desk.supervisor().post(MONTH + "/publish", ""));
        desk.itIs("2026-01-31T16:00:00Z");
        assertThat(desk.as(Role.COMMAND_LEADER).post(MONTH + "/publish", "").status())
                .isEqualTo(403);
        assertThat(desk.supervisor().post(MONTH + "/publish", "").status()).isEqualTo(200);
        refused(409, "ALREADY_PUBLISHED", desk.supervisor().post(MONTH + "/publish", ""));
    }

    /** What facts add up to is too small until they have followed all of the ledger. */
    @Test
    void nothingIsPublishedWhileFactsAreBuiltAnew() {
        desk.itIs("2026-02-02T02:00:00Z");
        factsAreBuilt(false);
        try {
            refused(409, "INDICATORS_BUILDING", desk.supervisor().post(MONTH + "/publish", ""));
        } finally {
            factsAreBuilt(true);
        }
        assertThat(desk.supervisor().post(MONTH + "/publish", "").status()).isEqualTo(200);
    }

    private void factsAreBuilt(boolean built) {
        jdbc.sql("update projection set built = :built where model = 'indicators'")
                .param("built", built)
                .update();
    }

    @Test
    void ofTwoWhoPublishAtOnceOneWins() throws Exception {
        desk.itIs("2026-02-02T02:00:00Z");
        AuditClient supervisor = desk.supervisor();
        Callable<Integer> publish =
                () -> supervisor.post(MONTH + "/publish", "").status();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(List.of(publish, publish, publish, publish))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
    }

    /** Monday 2026-02-02, 10:00 in the county, and 5 days of 8 working hours: Monday 2026-02-09, 10:00. */
    @Test
    void appealsAreOpenForFiveWorkingDays() {
        refused(409, "NOT_PUBLISHED", desk.supervisor().post(MONTH + "/freeze", ""));
        desk.itIs("2026-02-02T02:00:00Z");
        String until = desk.supervisor()
                .post(MONTH + "/publish", "")
                .json()
                .path("appealsUntil")
                .asString();

        assertThat(until).startsWith("2026-02-09T02:00:0");
        desk.itIs("2026-02-09T01:59:00Z");
        refused(409, "APPEALS_OPEN", desk.supervisor().post(MONTH + "/freeze", ""));
        desk.itIs("2026-02-09T02:01:00Z");
        assertThat(desk.supervisor()
                        .post(MONTH + "/freeze", "")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("FROZEN");
        refused(409, "ALREADY_FROZEN", desk.supervisor().post(MONTH + "/freeze", ""));
    }

    /** Without the late round 3 of 3 in time: 10 + 40 + 20 + 11.25 + 10 = 91.25 of 95 are 96.0526…, so 87.826… */
    @Test
    void anAppealUpheldAfterPublishingChangesTheFrozenScoreAndNotTheFact() {
        desk.published();
        desk.appealUpheld();
        assertThat(desk.line("WATER").path("value").decimalValue()).isEqualByComparingTo("82.56");

        desk.itIs("2026-02-10T02:00:00Z");
        desk.supervisor().post(MONTH + "/freeze", "");

        JsonNode water = desk.line("WATER");
        assertThat(water.path("value").decimalValue()).isEqualByComparingTo("87.83");
        everyLinkLeadsToAsManyCases(water);
        JsonNode raw = desk.supervisor()
                .get("/indicators/cases?indicator=ON_TIME_HANDLING&part=denominator&level=UNIT&code=WATER&area="
                        + desk.county() + "&from=2026-01-01&to=2026-01-31")
                .json();
        assertThat(raw.path("total").asLong()).isEqualTo(4);
        assertThat(desk.differences()).isEmpty();
    }

    @Test
    void freezingKeepsToThePolicyItWasPublishedWith() {
        desk.published();
        org.whistle.audit.metrics.SmallCounty.publish(
                desk.county(), 2, org.whistle.audit.metrics.SmallCounty.records(desk.county(), "2026-02-01"));
        org.awaitility.Awaitility.await()
                .until(() -> desk.supervisor()
                                .get("/scores/2025")
                                .json()
                                .path("code")
                                .asString()
                                .equals("NO_POLICY")
                        && desk.owner()
                                        .sql("select count(*) from reference_version where county = :county")
                                        .param("county", desk.county())
                                        .query(Long.class)
                                        .single()
                                == 2);
        desk.itIs("2026-02-10T02:00:00Z");

        JsonNode frozen = desk.supervisor().post(MONTH + "/freeze", "").json();

        assertThat(frozen.at("/basis/referenceVersion").asLong()).isOne();
        assertThat(frozen.path("policy").asString()).isEqualTo("2026");
        assertThat(desk.differences()).isEmpty();
    }

    @Test
    void aCommandLeaderGrantsPointsUpToTheLimitUntilThePeriodIsFrozen() {
        AuditClient leader = desk.as(Role.COMMAND_LEADER);
        assertThat(desk.supervisor().post(MONTH + "/bonus", bonus("WATER", "1")).status())
                .isEqualTo(403);
        refused(422, "UNKNOWN_UNIT", leader.post(MONTH + "/bonus", bonus("NOBODY", "1")));
        refused(422, "OUT_OF_RANGE", leader.post(MONTH + "/bonus", bonus("WATER", "5.01")));
        assertThat(leader.post(MONTH + "/bonus", bonus("WATER", "0")).status()).isEqualTo(400);
        refused(422, "PERIOD_AHEAD", leader.post("/scores/2026-03/bonus", bonus("WATER", "1")));

        JsonNode granted = leader.post(MONTH + "/bonus", bonus("WATER", "3.5")).json();
        assertThat(granted.path("status").asString()).as(granted.toString()).isEqualTo("DRAFT");
        assertThat(granted.at("/bonuses/0/reason").asString()).isEqualTo("抗洪");
        assertThat(desk.line("WATER").path("value").decimalValue()).isEqualByComparingTo("86.06");
        refused(422, "OUT_OF_RANGE", leader.post(MONTH + "/bonus", bonus("WATER", "1.51")));

        desk.published();
        leader.post(MONTH + "/bonus", bonus("WATER", "1"));
        assertThat(desk.line("WATER").path("value").decimalValue()).isEqualByComparingTo("86.06");
        desk.itIs("2026-02-10T02:00:00Z");
        desk.supervisor().post(MONTH + "/freeze", "");
        assertThat(desk.line("WATER").path("value").decimalValue()).isEqualByComparingTo("87.06");
        refused(409, "ALREADY_FROZEN", leader.post(MONTH + "/bonus", bonus("WATER", "0.1")));
    }

    @Test
    void aDepartmentSeesItsLineAndRecomputesTheTable() {
        AuditClient liaison = desk.liaison("WATER");
        refused(409, "NOT_PUBLISHED", liaison.post(MONTH + "/recompute", ""));
        desk.published();

        JsonNode line = liaison.get(MONTH + "/WATER").json();
        assertThat(line.path("value").decimalValue()).isEqualByComparingTo("82.56");
        ScoreDesk.links(line)
                .forEach(link ->
                        assertThat(follow(liaison, link.getKey()).status()).isEqualTo(200));
        JsonNode result = liaison.post(MONTH + "/recompute", "").json();
        assertThat(result.path("differences").size()).isZero();
        assertThat(result.path("cases").asLong()).isEqualTo(desk.cases().size());
        assertThat(liaison.get(MONTH + "/NOBODY").status()).isEqualTo(404);
    }

    @Test
    void everyNumberOfEveryLineLeadsToAsManyCases() {
        everyLinkOfTheTable();
        desk.published();
        everyLinkOfTheTable();
    }

    private void everyLinkOfTheTable() {
        JsonNode table = desk.supervisor().get(MONTH).json();
        assertThat(table.path("lines").size()).isEqualTo(4 + 3 + 6 + 1);
        table.path("lines").forEach(this::everyLinkLeadsToAsManyCases);
    }

    private void everyLinkLeadsToAsManyCases(JsonNode line) {
        Map<String, Long> links = new java.util.LinkedHashMap<>();
        ScoreDesk.links(line).forEach(link -> links.put(link.getKey(), link.getValue()));
        assertThat(links).isNotEmpty();
        links.forEach((href, number) -> {
            AuditClient.Answer answer = follow(desk.supervisor(), href);
            assertThat(answer.status()).as(href).isEqualTo(200);
            assertThat(answer.json().path("total").asLong()).as(href).isEqualTo(number);
            assertThat((long) answer.json().path("items").size()).as(href).isEqualTo(number);
        });
    }

    @ParameterizedTest
    @CsvSource({"csv", "xlsx"})
    void theTableComesAsAFileAndTheDownloadIsNoted(String format) {
        AuditClient.Answer answer = desk.supervisor().get(MONTH + "." + format);

        assertThat(answer.status()).isEqualTo(200);
        if (format.equals("csv")) {
            assertThat(answer.body()).startsWith("\uFEFF").contains("82.56").contains("WATER");
            assertThat(answer.body().lines()).hasSize(1 + 4 * 6 + 3 * 6 + 6 * 6 + 3);
        }
        assertThat(desk.owner()
                        .sql("select count(*) from event where key = :county and type = 'admin.exported.v1'")
                        .param("county", desk.county())
                        .query(Long.class)
                        .single())
                .isOne();
        refused(409, "NOT_PUBLISHED", desk.as(Role.STREET).get(MONTH + "." + format));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-13, NOT_A_PERIOD",
        "2026-Q5, NOT_A_PERIOD",
        "1999, NOT_A_PERIOD",
        "soon, NOT_A_PERIOD",
        "2026-1, NOT_A_PERIOD",
        "2026-02, PERIOD_AHEAD",
        "2027-Q1, PERIOD_AHEAD",
        "2027, PERIOD_AHEAD"
    })
    void whatIsNoPeriodOrLiesAheadIsRefused(String period, String code) {
        AuditClient.Answer answer = desk.supervisor().get("/scores/" + period);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/period");
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"2026-01, 2026-01-01, 2026-02-01", "2026-Q1, 2026-01-01, 2026-04-01", "2026, 2026-01-01, 2027-01-01"})
    void aMonthAQuarterAndAYearArePeriods(String period, String from, String to) {
        JsonNode table = desk.supervisor().get("/scores/" + period).json();

        assertThat(table.path("from").asString()).isEqualTo(from);
        assertThat(table.path("to").asString()).isEqualTo(to);
    }

    @Test
    void aYearBeforeAnyPolicyHasNoScores() {
        refused(409, "NO_POLICY", desk.supervisor().get("/scores/2025"));
    }

    /** worker-1 reported 6 of 7 in its community that were valid, worker-2 did all checks in time. */
    @Test
    void gridWorkersHaveRatesForThemselvesAndTheirCommunityAlone() {
        String community = desk.county() + "001001";
        JsonNode managed =
                desk.as(Role.COMMUNITY, community).get(MONTH + "/grid-workers").json();

        assertThat(managed.findValuesAsString("code")).containsExactly("worker-1", "worker-2");
        assertThat(managed.findValues("numerator")).isEmpty();
        assertThat(managed.findValues("denominator")).isEmpty();
        assertThat(managed.findValues("rank")).isEmpty();
        assertThat(managed.findValues("href")).isEmpty();
        assertThat(managed.at("/0/value").decimalValue()).isEqualByComparingTo("85.71");

        AuditClient own = AuditClient.as(
                port, "worker-2", org.whistle.testing.TestIssuer.TestGrant.of(Role.GRID_WORKER, community + "001"));
        assertThat(own.get(MONTH + "/grid-workers").json().findValuesAsString("code"))
                .containsExactly("worker-2");
        assertThat(desk.supervisor().get(MONTH + "/grid-workers").status()).isEqualTo(403);
        assertThat(own.get(MONTH).status()).isEqualTo(403);
    }

    private static AuditClient.Answer follow(AuditClient client, String href) {
        assertThat(href).startsWith("/api/audit/");
        return client.get(href.substring("/api/audit".length()));
    }

    private static void refused(int status, String code, AuditClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode problem = answer.json();
        String found = problem.path("errors").isEmpty()
                ? problem.path("code").asString()
                : problem.at("/errors/0/code").asString();
        assertThat(found).as(answer.body()).isEqualTo(code);
    }

    private static String bonus(String unit, String points) {
        return "{\"unit\":\"%s\",\"points\":%s,\"reason\":\"抗洪\"}".formatted(unit, points);
    }
}
