package org.whistle.audit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.audit.AuditClient;
import org.whistle.audit.projection.Projection;
import org.whistle.audit.score.ScoreDesk;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

/** Units against streets, over HTTP and down to the cases; the cases of a {@link SmallMonth}. */
@DeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixIntegrationTests {

    private static final String JANUARY = "&from=2026-01-01&to=2026-01-19";

    @LocalServerPort
    private int port;

    @Value("${spring.datasource.url}")
    private String url = "";

    @Autowired
    private Projection projection;

    private final Map<TestGrant, AuditClient> clients = new HashMap<>();
    private final Map<String, JsonNode> tables = new HashMap<>();
    private String county = "";

    @BeforeAll
    void open() {
        county = ScoreDesk.opened(port, url, projection).county();
    }

    @AfterAll
    void close() {
        clients.values().forEach(AuditClient::close);
    }

    @Test
    void aCellSaysHowMuchOfAStreetsWorkAUnitDidInTime() {
        JsonNode matrix = matrix("indicator=ON_TIME_HANDLING" + JANUARY);

        assertThat(matrix.path("rows").findValuesAsString("code")).containsExactly("SANITATION", "WATER");
        assertThat(matrix.path("columns").findValuesAsString("code"))
                .containsExactly(county + "001", county + "002", county + "003");
        assertThat(matrix.at("/columns/0/nameZh").asString()).isEqualTo("地");
        assertThat(matrix.path("cells").size()).isEqualTo(2);
        JsonNode water = matrix.at("/cells/1");
        assertThat(water.path("row").asString()).isEqualTo("WATER");
        assertThat(water.path("column").asString()).isEqualTo(county + "001");
        assertThat(water.path("numerator").asLong()).isEqualTo(3);
        assertThat(water.path("denominator").asLong()).isEqualTo(4);
        assertThat(water.path("value").asDouble()).isEqualTo(0.75);
    }

    /** Of every indicator that units or categories have: the cell, the list behind it and, in one street, the whole table. */
    @ParameterizedTest
    @EnumSource(Indicator.class)
    void everyCellLeadsToAsManyCases(Indicator indicator) {
        for (Level rows : List.of(Level.UNIT, Level.CATEGORY)) {
            if (!Indicator.of(rows).contains(indicator)) {
                continue;
            }
            JsonNode matrix = matrix("indicator=" + indicator + "&rows=" + rows + JANUARY);
            for (JsonNode cell : matrix.path("cells")) {
                leadsTo(cell.path("href").asString(), cell.path("numerator").asLong());
                if (cell.has("denominatorHref")) {
                    leadsTo(
                            cell.path("denominatorHref").asString(),
                            cell.path("denominator").asLong());
                }
                JsonNode whole = ofTheWholeCounty(rows, cell.path("row").asString(), indicator);
                assertThat(cell.path("numerator").asLong())
                        .isEqualTo(whole.path("numerator").asLong());
                assertThat(cell.path("value").asDouble(-1))
                        .isEqualTo(whole.path("value").asDouble(-1));
            }
        }
    }

    @Test
    void communitiesAndGridsAreColumnsWithinAStreet() {
        assertThat(matrix("indicator=DISPATCHED&columns=COMMUNITY&area=" + county + "001" + JANUARY)
                        .path("columns")
                        .findValuesAsString("code"))
                .containsExactly(county + "001001", county + "001002");
        JsonNode grids = matrix("indicator=DISPATCHED&columns=GRID&area=" + county + "001001" + JANUARY);
        assertThat(grids.path("columns").size()).isEqualTo(2);
        assertThat(grids.at("/cells/0/column").asString()).isEqualTo(county + "001001001");
        assertThat(grids.at("/cells/0").has("denominator")).isFalse();
        assertThat(matrix("indicator=DISPATCHED&area=" + county + "002" + JANUARY)
                        .path("cells")
                        .size())
                .isZero();
    }

    @Test
    void aUnitSeesItsOwnRowAndNobodyWithoutADeskAnything() {
        String question = "/indicators/matrix?indicator=DUE" + JANUARY;
        TestGrant liaison = TestGrant.of(Role.DEPARTMENT, county, "WATER");

        List<String> rows = get(liaison, question).json().path("rows").findValuesAsString("code");
        assertThat(rows).containsExactly("WATER");
        String href = get(liaison, question).json().at("/cells/0/href").asString();
        assertThat(get(liaison, href.substring("/api/audit".length())).status()).isEqualTo(200);
        assertThat(get(liaison, question + "&code=SANITATION").status()).isEqualTo(404);
        assertThat(get(liaison, question + "&rows=CATEGORY").status()).isEqualTo(403);
        for (Role role : List.of(Role.STREET, Role.COMMUNITY, Role.CITIZEN, Role.ADMIN, Role.GRID_WORKER)) {
            assertThat(get(TestGrant.of(role, county + "001"), question).status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(get(TestGrant.of(Role.SUPERVISOR, "110101"), question + "&area=" + county + "001")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "indicator=DUE&rows=STREET, 422, /rows, INVALID_FIELD",
        "indicator=DUE&columns=UNIT, 422, /columns, INVALID_FIELD",
        "indicator=RECEIVED, 422, /indicator, NOT_OF_THE_LEVEL",
        "rows=UNIT, 400, /indicator, REQUIRED",
        "indicator=DUE&area=999999, 422, /area, UNKNOWN_JURISDICTION",
        "indicator=DUE&code=NOBODY, 422, /code, UNKNOWN_UNIT",
        "indicator=HAPPINESS, 400, /indicator, INVALID_FIELD"
    })
    void whatCannotBeAnsweredNamesItsField(String query, int status, String pointer, String code) {
        AuditClient.Answer answer = get(TestGrant.of(Role.SUPERVISOR, county), "/indicators/matrix?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo(code);
    }

    /** The table has whole counties only: another area is refused instead of answered with no rows. */
    @Test
    void aTableOfUnitsHasNoStreets() {
        AuditClient.Answer answer =
                get(TestGrant.of(Role.SUPERVISOR, county), "/indicators?level=UNIT&area=" + county + "001");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("NOT_OF_THE_LEVEL");
    }

    private JsonNode matrix(String query) {
        AuditClient.Answer answer = get(TestGrant.of(Role.SUPERVISOR, county), "/indicators/matrix?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void leadsTo(String href, long number) {
        AuditClient.Answer answer = get(TestGrant.of(Role.SUPERVISOR, county), href.substring("/api/audit".length()));
        assertThat(answer.status()).as(href).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("items").forEach(items::add);
        assertThat(items).as(href).hasSize((int) number);
        assertThat(answer.json().path("total").asLong()).as(href).isEqualTo(number);
    }

    /** Asked for once: no event comes any more. */
    private JsonNode ofTheWholeCounty(Level rows, String code, Indicator indicator) {
        String table = "/indicators?level=" + rows + "&code=" + code + "&area=" + county + JANUARY;
        return tables.computeIfAbsent(
                        table,
                        _ -> get(TestGrant.of(Role.SUPERVISOR, county), table).json())
                .at("/rows/0/indicators")
                .valueStream()
                .filter(value -> value.path("indicator").asString().equals(indicator.name()))
                .findFirst()
                .orElseThrow();
    }

    private AuditClient.Answer get(TestGrant grant, String path) {
        return clients.computeIfAbsent(grant, _ -> AuditClient.as(port, "somebody", grant))
                .get(path);
    }
}
