package org.whistle.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Several records as one version, a pack taken out and brought back, and earlier versions in force again. */
@DeskTest
class PackVersionsIntegrationTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SLOWER = "{\"limit\":2,\"unit\":\"WORK_HOUR\"}";

    @LocalServerPort
    private int port;

    @Test
    void aBorderBetweenTwoGridsMovesInOneVersion() {
        TestDesk desk = county("350985");
        ArrayNode records = JSON.createArrayNode();
        desk.get("/reference/grids?county=350985", desk.grant(Role.ADMIN))
                .body()
                .valueStream()
                .filter(grid -> grid.path("code").asString().matches("35098500100100[12]"))
                .forEach(grid -> {
                    String fields =
                            grid.path("fields").toString().replace("119.876117,26.632762", "119.875817,26.632462");
                    ObjectNode record = records.addObject().put("kind", "grids");
                    record.set("code", grid.path("code"));
                    record.set("fields", JSON.readTree(fields));
                });
        JsonNode second = records.get(1);
        String both = JSON.createObjectNode().set("records", records).toString();

        assertThat(desk.putRecord(
                                "grids/" + second.path("code").asString(),
                                second.path("fields").toString(),
                                desk.grant(Role.ADMIN))
                        .status())
                .as("overlaps the other")
                .isEqualTo(422);
        TestDesk.Answer dry = change(desk, "350985", "?dryRun=true", both);
        assertThat(dry.body().path("changes").path(0).path("changedCodes").toString())
                .isEqualTo("[\"350985001001001\",\"350985001001002\"]");
        assertThat(dry.body().path("version").asInt()).isEqualTo(1);
        TestDesk.Answer done = change(desk, "350985", "", both);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().path("version").asInt()).isEqualTo(2);

        JsonNode listed = versions(desk, "350985", "").path(0);
        assertThat(listed.path("change").asString()).isEqualTo("RECORDS");
        assertThat(listed.path("changed").asInt()).isEqualTo(2);
    }

    @Test
    void recordsAreTakenOutTogetherWithWhatNeedsThem() {
        TestDesk desk = county("350986");
        String category = "{\"kind\":\"conditions\",\"code\":\"%s\",\"remove\":true}";
        String holiday = "{\"kind\":\"holidays\",\"code\":\"2025-01-01\",\"remove\":true}";

        TestDesk.Answer done =
                change(desk, "350986", "", "{\"records\":[%s,%s]}".formatted(category.formatted("E0125-1"), holiday));

        assertThat(done.body().path("changes").toString())
                .contains("\"removedCodes\":[\"E0125-1\"]", "\"removedCodes\":[\"2025-01-01\"]");
    }

    @Test
    void aDryRunIsNotKeptAsTheAnswerOfTheRequestItself() {
        TestDesk desk = county("350980");
        UUID key = UUID.randomUUID();
        String path = "/reference/packs/350980/records";
        String body = "{\"records\":[{\"kind\":\"holidays\",\"code\":\"2025-01-01\",\"remove\":true}]}";
        assertThat(desk.post("admin", path + "?dryRun=true", body, desk.grant(Role.ADMIN), key)
                        .status())
                .isEqualTo(200);

        TestDesk.Answer same = desk.post("admin", path, body, desk.grant(Role.ADMIN), key);

        assertThat(same.status()).isEqualTo(422);
        assertThat(same.body().path("code").asString()).isEqualTo("KEY_REUSED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"records":[]}                                                                          | 400 | /records
            {}                                                                                      | 400 | /records
            {"records":[{"kind":"limits","fields":{}}]}                                             | 400 | /records/0/code
            {"records":[{"kind":"limits","code":"DISPATCH","limit":1}]}                             | 400 | /records/0/limit
            {"records":[{"kind":"limits","code":"DISPATCH"}]}                                       | 422 | /records/0/fields
            {"records":[{"kind":"limits","code":"DISPATCH","remove":true,"fields":{}}]}             | 422 | /records/0/fields
            {"records":[{"kind":"accounts","code":"grid","fields":{}}]}                             | 422 | /records/0/kind
            {"records":[{"kind":"holidays","code":"1999-01-01","remove":true}]}                     | 422 | /records/0/code
            {"records":[{"kind":"grids","code":"1","remove":true}]}                                 | 422 | /records/0/code
            {"records":[{"kind":"county","code":"350987","remove":true}]}                           | 422 | /records/0/code
            {"records":[{"kind":"units","code":"X","remove":true},{"kind":"units","code":"X","remove":true}]} | 422 | /records/1/code
            {"records":[{"kind":"limits","code":"DISPATCH","fields":{"limit":-1,"unit":"WORK_DAY"}}]} | 422 | /records/0/fields/limit
            {"records":[{"kind":"limits","code":"DISPATCH","fields":{"colour":"red"}}]}             | 422 | /records/0/fields/colour
            """)
    void whatIsWrongInAListIsNamed(String body, int status, String pointer) {
        TestDesk desk = county("350987");

        TestDesk.Answer refused = change(desk, "350987", "", body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(versions(desk, "350987", "")).hasSize(1);
    }

    @Test
    void citizensReadWhatTheyReportByAndNothingOfTheStaff() {
        TestDesk desk = county("350977");
        TestGrant citizen = desk.grant(Role.CITIZEN);

        for (String kind : List.of("conditions", "units", "jurisdictions")) {
            assertThat(desk.get("/reference/" + kind + "?county=350977", citizen)
                            .status())
                    .as(kind)
                    .isEqualTo(200);
        }
        for (String kind : List.of("rosters", "policies", "components")) {
            assertThat(desk.get("/reference/" + kind + "?county=350977", citizen)
                            .status())
                    .as(kind)
                    .isEqualTo(403);
        }
        assertThat(desk.get("/reference/policies?county=350977", desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsExportedImportsAsNothingNew() {
        TestDesk desk = county("350988");
        desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN));

        TestDesk.Answer again = desk.importPack(desk.exportPack(), "");

        assertThat(again.body().path("activated").asBoolean()).isFalse();
        assertThat(again.body().path("changes")).isEmpty();
        assertThat(again.body().path("version").asInt()).isEqualTo(2);
        for (TestGrant other : List.of(desk.grant(Role.DISPATCHER), TestGrant.of(Role.ADMIN, "906037"))) {
            assertThat(desk.get("/reference/packs/350988.zip", other).status()).isEqualTo(403);
            assertThat(desk.get("/reference/packs/350988/versions", other).status())
                    .isEqualTo(403);
            assertThat(desk.post(
                                    "x",
                                    "/reference/packs/350988/records",
                                    "{\"records\":[{\"kind\":\"a\",\"code\":\"b\"}]}",
                                    other)
                            .status())
                    .isEqualTo(403);
            assertThat(desk.post("x", "/reference/packs/350988/versions/1/put-in-force", "", other)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void anEarlierVersionIsPutInForceAgain() {
        TestDesk desk = county("350989");
        desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN));

        JsonNode listed = versions(desk, "350989", "");
        assertThat(listed).hasSize(2);
        assertThat(listed.path(0).path("change").asString()).isEqualTo("RECORD");
        assertThat(listed.path(0).path("record").asString()).isEqualTo("limits/DISPATCH");
        assertThat(listed.path(0).path("account").asString()).isEqualTo("admin");
        assertThat(listed.path(0).path("changed").asInt()).isEqualTo(1);
        assertThat(listed.path(1).path("change").asString()).isEqualTo("IMPORT");
        assertThat(listed.path(1).path("added").asInt()).isGreaterThan(2_000);
        assertThat(versions(desk, "350989", "?limit=1")).hasSize(1);
        assertThat(versions(desk, "350989", "?before=2").path(0).path("version").asInt())
                .isEqualTo(1);

        TestDesk.Answer dry = putInForce(desk, "350989", "1", "?dryRun=true");
        assertThat(dry.body().path("changes").path(0).path("changedCodes").toString())
                .isEqualTo("[\"DISPATCH\"]");
        assertThat(dry.body().path("edits").path("count").asInt()).isEqualTo(1);
        assertThat(putInForce(desk, "350989", "1", "").status()).isEqualTo(409);
        TestDesk.Answer done = putInForce(desk, "350989", "1", "?overwriteEdits=true");
        assertThat(done.body().path("version").asInt()).isEqualTo(3);
        JsonNode newest = versions(desk, "350989", "").path(0);
        assertThat(newest.path("change").asString()).isEqualTo("PUT_IN_FORCE");
        assertThat(newest.path("restored").asInt()).isEqualTo(1);

        assertThat(putInForce(desk, "350989", "1", "").body().path("activated").asBoolean())
                .as("it is in force")
                .isFalse();
        assertThat(desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN))
                        .body()
                        .path("version")
                        .asInt())
                .as("records of it can be changed")
                .isEqualTo(4);
        assertThat(putInForce(desk, "350989", "99", "").status()).isEqualTo(404);
        assertThat(putInForce(desk, "350989", "x", "").status()).isEqualTo(400);
        assertThat(desk.get("/reference/packs/350989/versions?limit=0", desk.grant(Role.ADMIN))
                        .status())
                .isEqualTo(400);
    }

    private TestDesk county(String code) {
        TestDesk desk = new TestDesk(port, code);
        assertThat(desk.importPack().status()).isEqualTo(200);
        return desk;
    }

    private static TestDesk.Answer change(TestDesk desk, String county, String query, String body) {
        return desk.post("admin", "/reference/packs/" + county + "/records" + query, body, desk.grant(Role.ADMIN));
    }

    private static TestDesk.Answer putInForce(TestDesk desk, String county, String version, String query) {
        return desk.post(
                "admin",
                "/reference/packs/" + county + "/versions/" + version + "/put-in-force" + query,
                "",
                desk.grant(Role.ADMIN));
    }

    private static JsonNode versions(TestDesk desk, String county, String query) {
        return desk.get("/reference/packs/" + county + "/versions" + query, desk.grant(Role.ADMIN))
                .body();
    }
}
