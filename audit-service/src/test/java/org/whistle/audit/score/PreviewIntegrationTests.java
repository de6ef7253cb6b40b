package org.whistle.audit.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.AuditClient;
import org.whistle.audit.projection.Projection;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import tools.jackson.databind.JsonNode;

/** A month's scores by a draft policy. */
@DeskTest
class PreviewIntegrationTests {

    private static final String MONTH = "/scores/" + ScoreDesk.MONTH;
    private static final String UNIT = """
            {"subject":"UNIT","streetWeight":%s,"parts":%s,
            "marks":["ARRIVAL_SPEED:25","QUALITY:35","COOPERATION:20","COMMUNICATION:20"],
            "deductions":["FAILED_CHECK:0.2"],"deductionsMost":5,"bonusMost":5,"fewestRatings":3}""";
    private static final String USUAL = """
            ["ACCEPT_ON_TIME:10","ON_TIME_HANDLING:40","CLOSING:20","FIRST_CHECK:15","JUSTIFIED_RETURNS:5",
            "SATISFACTION:10"]""";

    @LocalServerPort
    private int port;

    @Value("${spring.datasource.url}")
    private String url = "";

    @Autowired
    private Projection projection;

    private ScoreDesk desk;

    @BeforeEach
    void open() {
        desk = ScoreDesk.opened(port, url, projection);
    }

    /** The street's mark 80, the objective 85.5263…, −0.2: 0.6 · 80 + 0.4 · 85.5263… − 0.2 = 82.0105…, and 82.56 at present. */
    @Test
    void aHeavierStreetIsSeenInEveryLineBesideTheScoreThatIs() {
        JsonNode preview = previewed(desk.supervisor(), draft("0.6", USUAL));

        assertThat(preview.path("policy").asString()).isEqualTo("2026");
        assertThat(preview.path("minimumStreetWeight").asDouble()).isEqualTo(0.5);
        assertThat(preview.path("lines").size()).isEqualTo(4 + 3 + 6 + 1);
        JsonNode water = line(preview, "WATER");
        assertThat(water.at("/present/value").decimalValue()).isEqualByComparingTo("82.56");
        assertThat(water.at("/draft/value").decimalValue()).isEqualByComparingTo("82.01");
        assertThat(water.path("difference").decimalValue()).isEqualByComparingTo("-0.55");
        assertThat(line(preview, "GREENING").has("difference")).isFalse();
        assertThat(water.at("/draft/parts/0/href").asString()).startsWith("/api/audit/indicators/cases");
    }

    /** Nothing but the closing rate of 4 of 4: 0.5 · 80 + 0.5 · 100 − 0.2. */
    @Test
    void otherWeightsAreOtherScoresAndSubjectsThatAreNotNamedStayAsTheyAre() {
        JsonNode preview = previewed(desk.supervisor(), draft("0.5", "[\"CLOSING:100\"]"));

        assertThat(line(preview, "WATER").at("/draft/value").decimalValue()).isEqualByComparingTo("89.8");
        assertThat(line(preview, "WATER").at("/draft/parts").size()).isOne();
        assertThat(line(preview, desk.county()).path("present"))
                .isEqualTo(line(preview, desk.county()).path("draft"));
    }

    @Test
    void nothingIsStored() {
        String before = desk.supervisor().get(MONTH).body();

        previewed(desk.supervisor(), draft("0.9", USUAL));

        assertThat(desk.supervisor().get(MONTH).body()).isEqualTo(before);
        assertThat(desk.supervisor().get(MONTH).json().path("status").asString())
                .isEqualTo("DRAFT");
        desk.published();
        assertThat(previewed(desk.supervisor(), draft("0.9", USUAL))
                        .path("lines")
                        .size())
                .isEqualTo(14);
        assertThat(desk.differences()).isEmpty();
    }

    @Test
    void anAdministratorWhoKeepsThePoliciesSeesTheNumbersAndNoCase() {
        JsonNode preview = previewed(desk.as(Role.ADMIN), draft("0.6", USUAL));

        assertThat(line(preview, "WATER").path("difference").decimalValue()).isEqualByComparingTo("-0.55");
        assertThat(preview.findValues("href")).isEmpty();
        assertThat(preview.findValues("wholeHref")).isEmpty();
        assertThat(previewed(desk.as(Role.COMMAND_LEADER), draft("0.6", USUAL)).findValues("href"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SUPERVISOR", "COMMAND_LEADER", "ADMIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyElseThinksOfAPolicy(Role role) {
        assertThat(desk.as(role).post(MONTH + "/preview", draft("0.6", USUAL)).status())
                .isEqualTo(403);
        assertThat(desk.as(Role.ADMIN, "110101")
                        .post(MONTH + "/preview?county=" + desk.county(), draft("0.6", USUAL))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.4 | [\"CLOSING:100\"] | /policies/0/streetWeight BELOW_MINIMUM",
                "1.1 | [\"CLOSING:100\"] | /policies/0/streetWeight OUT_OF_RANGE",
                "null | [\"CLOSING:100\"] | /policies/0/streetWeight REQUIRED",
                "0.5 | [\"CLOSING:99\"] | /policies/0/parts NOT_A_HUNDRED",
                "0.5 | [] | /policies/0/parts REQUIRED",
                "0.5 | [\"CLOSING:50\",\"CLOSING:50\"] | /policies/0/parts/1 TWICE",
                "0.5 | [\"CLOSING:50\",\"VALID_REPORTS:50\"] | /policies/0/parts/1 NOT_OF_THE_SUBJECT",
                "0.5 | [\"CLOSING:101\"] | /policies/0/parts/0 OUT_OF_RANGE",
                "0.5 | [\"CLOSING:-1\"] | /policies/0/parts/0 INVALID_FIELD",
                "0.5 | null | /policies/0/parts REQUIRED"
            })
    void whatNoPolicyMaySayNamesItsField(String weight, String parts, String error) {
        assertThat(errors(draft(weight, parts))).containsExactly(error);
    }

    @Test
    void aPartThatIsNullIsNoDraft() {
        AuditClient.Answer answer = desk.supervisor().post(MONTH + "/preview", draft("0.5", "[null]"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"pointer\":\"/policies/0/parts/0\"");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(errors("""
                        {"policies":[{"subject":"UNIT","parts":["CLOSING:90"],"streetWeight":0.1,"fewestRatings":0,
                        "marks":["QUALITY:90"],"deductions":["LATE:1"],"deductionsMost":101},
                        {"subject":"STREET","parts":["TRUE_CLOSING:100"],"bonusMost":1},{"subject":"STREET",
                        "parts":["TRUE_CLOSING:100"]},{"subject":"CAT"},{"subject":"GRID_WORKER",
                        "parts":["CLOSING:100"]}]}"""))
                .containsExactly(
                        "/policies/0/parts NOT_A_HUNDRED",
                        "/policies/0/streetWeight BELOW_MINIMUM",
                        "/policies/0/marks NOT_A_HUNDRED",
                        "/policies/0/deductions/0 NOT_OF_THE_SUBJECT",
                        "/policies/0/deductionsMost OUT_OF_RANGE",
                        "/policies/0/bonusMost REQUIRED",
                        "/policies/0/fewestRatings OUT_OF_RANGE",
                        "/policies/1/bonusMost NOT_OF_THE_SUBJECT",
                        "/policies/2/subject TWICE",
                        "/policies/3/subject INVALID_FIELD",
                        "/policies/4/parts/0 NOT_OF_THE_SUBJECT");
        assertThat(errors("{\"policies\":[]}")).containsExactly("/policies REQUIRED");
    }

    @Test
    void aBodyThatIsNoDraftOrAPeriodThatIsNoneIsRefused() {
        assertThat(desk.supervisor()
                        .post(MONTH + "/preview", "{\"colour\":\"red\"}")
                        .status())
                .isEqualTo(400);
        assertThat(desk.supervisor()
                        .post("/scores/2026-03/preview", draft("0.6", USUAL))
                        .status())
                .isEqualTo(422);
        assertThat(desk.supervisor()
                        .post("/scores/2025/preview", draft("0.6", USUAL))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NO_POLICY");
    }

    private static String draft(String weight, String parts) {
        return "{\"policies\":[" + UNIT.formatted(weight, parts) + "]}";
    }

    private static JsonNode previewed(AuditClient client, String draft) {
        AuditClient.Answer answer = client.post(MONTH + "/preview", draft);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> errors(String draft) {
        AuditClient.Answer answer = desk.supervisor().post(MONTH + "/preview", draft);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        List<String> errors = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(one -> errors.add(
                        one.path("pointer").asString() + " " + one.path("code").asString()));
        return errors;
    }

    private static JsonNode line(JsonNode preview, String code) {
        return preview.path("lines")
                .valueStream()
                .filter(line -> line.at("/draft/code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
