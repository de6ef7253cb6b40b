package org.whistle.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.events.code.Role;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

/** One record changed through the API takes effect as a new version of the whole pack. */
@DeskTest
class RecordChangeIntegrationTests {

    private static final String COUNTY = "350996";
    private static final String SLOWER = "{\"limit\":2,\"unit\":\"WORK_HOUR\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private TestDesk desk;

    @BeforeEach
    void county() {
        desk = new TestDesk(port, COUNTY);
        assertThat(desk.importPack().status()).isEqualTo(200);
    }

    @Test
    void aChangedRecordIsANewVersionThatTheSamePackDoesNotUndo() {
        desk.putRecord("limits/DISPATCH", "{\"limit\":5,\"unit\":\"WORK_HOUR\"}", desk.grant(Role.ADMIN));

        TestDesk.Answer changed = desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("activated").asBoolean()).isTrue();
        assertThat(changed.body().path("changes").toString())
                .isEqualTo("[{\"kind\":\"limits\",\"added\":0,\"changed\":1,\"removed\":0,\"addedCodes\":[],"
                        + "\"changedCodes\":[\"DISPATCH\"],\"removedCodes\":[]}]");
        long version = changed.body().path("version").asLong();
        assertThat(version).isGreaterThan(1);
        assertThat(dispatchLimit()).isEqualTo(2);
        assertThat(desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN))
                        .body()
                        .path("activated")
                        .asBoolean())
                .isFalse();

        TestDesk.Answer again = desk.importPack();

        assertThat(again.body().path("activated").asBoolean()).isFalse();
        assertThat(again.body().path("version").asLong()).isEqualTo(version);
        assertThat(dispatchLimit()).isEqualTo(2);
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() {
        long before = version();
        String slow = "{\"limit\":7,\"unit\":\"WORK_HOUR\"}";

        TestDesk.Answer tried = desk.putRecord("limits/DISPATCH?dryRun=true", slow, desk.grant(Role.ADMIN));

        assertThat(tried.body().path("dryRun").asBoolean()).isTrue();
        assertThat(tried.body().path("activated").asBoolean()).isFalse();
        assertThat(tried.body().path("changes").toString()).contains("\"changedCodes\":[\"DISPATCH\"]");
        assertThat(desk.putRecord("limits/DISPATCH?dryrun=true", slow, desk.grant(Role.ADMIN))
                        .status())
                .as("misspelled")
                .isEqualTo(400);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aRosterEntryIsChangedByUnitAndDuty() {
        TestDesk.Answer changed = desk.putRecord(
                "rosters/WATER/DEPUTY?county=" + COUNTY, "{\"account\":\"dept-water\"}", desk.grant(Role.ADMIN));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("activated").asBoolean()).isFalse();
    }

    @Test
    void whatIsWrongIsNamedByItsFieldAndNothingTakesEffect() {
        long before = version();

        TestDesk.Answer refused =
                desk.putRecord("limits/DISPATCH", "{\"limit\":-1,\"unit\":\"DAY\"}", desk.grant(Role.ADMIN));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactlyInAnyOrder("/limit", "/unit");
        assertThat(pointers(desk.putRecord("limits/DISPATCH", "{\"colour\":\"red\"}", desk.grant(Role.ADMIN))))
                .containsExactly("/colour");
        assertThat(desk.putRecord("limits/DISPATCH", "[]", desk.grant(Role.ADMIN))
                        .status())
                .isEqualTo(400);
        assertThat(desk.putRecord("accounts/grid", "{}", desk.grant(Role.ADMIN)).status())
                .isEqualTo(404);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aPolicyBelowTheCountysMinimumIsRefusedWithItsRule() {
        String policy = """
                {"policy":"2027","validFrom":"2027-01-01","subject":"UNIT","streetWeight":%s,
                "parts":["CLOSING:60","SATISFACTION:40"],"marks":["QUALITY:100"],"deductions":["MISCONDUCT:1"],
                "deductionsMost":5,"bonusMost":5,"fewestRatings":3}""";

        TestDesk.Answer refused = desk.putRecord("policies/2027/UNIT", policy.formatted("0.4"), desk.grant(Role.ADMIN));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(pointers(refused)).containsExactly("/streetWeight");
        assertThat(refused.body().toString()).contains("at least 0.5");
        assertThat(desk.putRecord("policies/2027/UNIT", policy.formatted("0.6"), desk.grant(Role.ADMIN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onlyAnAdministratorOfThatCountyChangesAnything() {
        assertThat(desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(403);
        assertThat(desk.putRecord("limits/DISPATCH?county=" + COUNTY, SLOWER, TestGrant.of(Role.ADMIN, "906037"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aVersionWhoseFilesAreNotKeptIsImportedOnceMoreFirst() {
        jdbc.sql("delete from pack_version where county = :county")
                .param("county", COUNTY)
                .update();

        TestDesk.Answer refused = desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asString()).isEqualTo("PACK_SOURCE_MISSING");
        desk.importPack();
        assertThat(desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN))
                        .status())
                .isEqualTo(200);
    }

    private long version() {
        return desk.get("/reference/packs/" + COUNTY, desk.grant(Role.ADMIN))
                .body()
                .path("version")
                .asLong();
    }

    private int dispatchLimit() {
        return desk.get("/reference/limits?county=" + COUNTY, desk.grant(Role.ADMIN))
                .body()
                .valueStream()
                .filter(one -> one.path("code").asString().equals("DISPATCH"))
                .map(one -> one.path("fields").path("limit").asInt())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pointers(TestDesk.Answer answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map((JsonNode error) -> error.path("pointer").asString())
                .toList();
    }
}
