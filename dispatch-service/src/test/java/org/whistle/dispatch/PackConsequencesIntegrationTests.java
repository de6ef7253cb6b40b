package org.whistle.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.dispatching.CommandCenter;
import org.whistle.dispatch.dispatching.OtherDesks;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventCodec;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.Role;
import org.whistle.events.code.VoidReason;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import tools.jackson.databind.JsonNode;

/** What an import would change, which open cases it would touch and which changes made here it would overwrite. */
@DeskTest
class PackConsequencesIntegrationTests {

    private static final String SLOWER = "{\"limit\":2,\"unit\":\"WORK_HOUR\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aCategoryWithAnOpenCaseGoesOnlyWhenThatIsMeant() {
        TestDesk desk = county("350981");
        ticket("350981");
        Map<String, String> without = desk.files();
        without.computeIfPresent(
                "categories.csv",
                (_, text) -> text.lines()
                        .filter(line -> !line.startsWith("C0101,"))
                        .collect(Collectors.joining("\n", "", "\n")));
        without.remove("components.geojson");

        JsonNode dry = desk.importPack(without, "?dryRun=true").body();

        assertThat(dry.path("activated").asBoolean()).isFalse();
        JsonNode conditions = change(dry, "conditions");
        assertThat(conditions.path("removed").asInt()).isEqualTo(4);
        assertThat(conditions.path("removedCodes").toString())
                .isEqualTo("[\"C0101-1\",\"C0101-2\",\"C0101-3\",\"C0101-4\"]");
        assertThat(conditions.path("addedCodes")).isEmpty();
        assertThat(change(dry, "components").path("removed").asInt()).isEqualTo(2_000);
        assertThat(change(dry, "components").path("removedCodes")).hasSize(100);
        assertThat(dry.path("openCases").path("strandedCases").asInt()).isEqualTo(1);
        assertThat(dry.path("openCases").path("codes").asInt()).isEqualTo(2);
        JsonNode category = dry.path("openCases").path("named").path(0);
        assertThat(category.path("kind").asString()).isEqualTo("categories");
        assertThat(category.path("code").asString()).isEqualTo("C0101");
        assertThat(category.path("strands").asBoolean()).isTrue();
        assertThat(category.path("cases").asInt()).isEqualTo(1);
        assertThat(category.path("caseNumbers").path(0).asString()).startsWith("350981");
        JsonNode condition = dry.path("openCases").path("named").path(1);
        assertThat(condition.path("code").asString()).isEqualTo("C0101-2");
        assertThat(condition.path("strands").asBoolean()).as("has its copy").isFalse();

        TestDesk.Answer refused = desk.importPack(without, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asString()).isEqualTo("CONFIRMATION_NEEDED");
        assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/strandCases");
        assertThat(refused.body()
                        .path("consequences")
                        .path("openCases")
                        .path("named")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("C0101");
        assertThat(version(desk, "350981")).isEqualTo(1);

        assertThat(desk.importPack(without, "?strandCases=true").status()).isEqualTo(200);
        assertThat(version(desk, "350981")).isEqualTo(2);
        assertThat(lastEntry("350981").strandedCases()).isEqualTo(1);
    }

    @Test
    void aUnitThatHoldsAPartIsNamedWithItsPartsAndCases() {
        TestDesk desk = county("350982");
        UUID caseId = ticket("350982");
        desk.act(caseId, "dispatch", "{\"lead\":\"WATER\"}");
        Map<String, String> renamed = desk.files();
        renamed.replaceAll((_, text) -> text.replaceAll("\\bWATER\\b", "WATERWORKS"));

        TestDesk.Answer refused = desk.importPack(renamed, "");

        assertThat(refused.status()).isEqualTo(409);
        JsonNode unit = refused.body()
                .path("consequences")
                .path("openCases")
                .path("named")
                .path(0);
        assertThat(unit.path("kind").asString()).isEqualTo("units");
        assertThat(unit.path("code").asString()).isEqualTo("WATER");
        assertThat(unit.path("parts").asInt()).isEqualTo(1);

        desk.act(caseId, "recall", "{\"reasonCode\":\"WRONG_DEPARTMENT\",\"note\":\"改派\"}");
        assertThat(desk.importPack(renamed, "").status()).as("nobody needs it").isEqualTo(200);
    }

    @Test
    void aGridOfAnOpenCaseGoesOnlyWhereItMovesAlong() {
        TestDesk desk = county("350983");
        ticket("350983");
        Map<String, String> renumbered = desk.files();
        renumbered.replaceAll((_, text) -> text.replace("350983001001001", "350983001001901"));

        assertThat(desk.importPack(renumbered, "").status()).isEqualTo(409);

        renumbered.put("code-moves.csv", "from,to\n350983001001001,350983001001901\n");
        JsonNode moved = desk.importPack(renumbered, "").body();
        assertThat(moved.path("activated").asBoolean()).isTrue();
        assertThat(moved.path("openCases").path("named").path(0).path("code").asString())
                .isEqualTo("350983001001001");
        assertThat(moved.path("openCases").path("strandedCases").asInt()).isZero();
    }

    /** Before its ticket only intake has the case; it is counted all the same, until it ended. */
    @Test
    void aCaseThatWasNeverTicketedIsCountedUntilItEnds() {
        TestDesk desk = county("350961");
        OtherDesks field = new OtherDesks("350961", center, reference, transaction);
        UUID caseId = field.reported();
        Map<String, String> renumbered = desk.files();
        renumbered.replaceAll((_, text) -> text.replace("350961001001001", "350961001001901"));
        assertThat(stranded(desk.importPack(renumbered, "?dryRun=true"))).isEqualTo(1);

        field.say(caseId, new IntakeEvent.Withdrawn(VoidReason.values()[0]), null);
        assertThat(stranded(desk.importPack(renumbered, "?dryRun=true"))).isZero();

        field.say(caseId, new IntakeEvent.Reopened(DissatisfactionReason.values()[0], "又坏了"), null);
        assertThat(stranded(desk.importPack(renumbered, "?dryRun=true"))).isEqualTo(1);

        renumbered.put("code-moves.csv", "from,to\n350961001001001,350961001001901\n");
        assertThat(desk.importPack(renumbered, "").status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(stranded(desk.importPack(desk.files(), "?dryRun=true")))
                .as("it moved along, and its new code would go")
                .isEqualTo(1));
        field.ticketed(caseId, "C0101-2");
        assertThat(jdbc.sql("select count(*) from early_case where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .as("the command center has it now")
                .isZero();
    }

    private static int stranded(TestDesk.Answer answer) {
        return answer.body().path("openCases").path("strandedCases").asInt();
    }

    @Test
    void aPackOverwritesWhatWasChangedHereOnlyWhenThatIsMeant() {
        TestDesk desk = county("350984");
        assertThat(desk.putRecord("limits/DISPATCH", SLOWER, desk.grant(Role.ADMIN))
                        .status())
                .isEqualTo(200);
        Map<String, String> newer = desk.files();
        newer.computeIfPresent("holidays.csv", (_, text) -> text + "2027-03-08,HOLIDAY,县庆日,County Day\n");

        TestDesk.Answer refused = desk.importPack(newer, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/overwriteEdits");
        assertThat(refused.body().path("consequences").path("edits").toString())
                .isEqualTo("{\"count\":1,\"records\":[\"limits/DISPATCH\"]}");
        assertThat(version(desk, "350984")).isEqualTo(2);

        Map<String, String> withIt = desk.files();
        withIt.put("holidays.csv", String.valueOf(newer.get("holidays.csv")));
        withIt.computeIfPresent(
                "limits.csv", (_, text) -> text.replaceAll("(?m)^DISPATCH,.*$", "DISPATCH,2,WORK_HOUR"));
        assertThat(desk.importPack(withIt, "").body().path("activated").asBoolean())
                .as("it has the change")
                .isTrue();

        assertThat(desk.importPack(newer, "").status())
                .as("nothing was changed here since")
                .isEqualTo(200);
        desk.putRecord("limits/DISPATCH", "{\"limit\":3,\"unit\":\"WORK_HOUR\"}", desk.grant(Role.ADMIN));
        assertThat(desk.importPack(newer, "").body().path("activated").asBoolean())
                .as("the one imported last, at a start for instance")
                .isFalse();
        JsonNode meant = desk.importPack(newer, "?overwriteEdits=true").body();
        assertThat(meant.path("activated").asBoolean()).isTrue();
        assertThat(meant.path("edits").path("count").asInt()).isEqualTo(1);
        assertThat(lastEntry("350984").overwrittenEdits()).isEqualTo(1);
    }

    private TestDesk county(String code) {
        TestDesk desk = new TestDesk(port, code);
        assertThat(desk.importPack().status()).isEqualTo(200);
        return desk;
    }

    private UUID ticket(String county) {
        return new OtherDesks(county, center, reference, transaction).ticketedOf("C0101-2");
    }

    private static JsonNode change(JsonNode result, String kind) {
        return result.path("changes")
                .valueStream()
                .filter(change -> change.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static long version(TestDesk desk, String county) {
        return desk.get("/reference/packs/" + county, desk.grant(Role.ADMIN))
                .body()
                .path("version")
                .asLong();
    }

    private AdminEvent.PackTookEffect lastEntry(String county) {
        return jdbc
                .sql("select value from event where key = :county and type = 'admin.pack-took-effect.v1'")
                .param("county", county)
                .query(byte[].class)
                .list()
                .stream()
                .map(value ->
                        (AdminEvent.PackTookEffect) EventCodec.decode(value).data())
                .reduce((one, other) -> one.version() > other.version() ? one : other)
                .orElseThrow();
    }
}
