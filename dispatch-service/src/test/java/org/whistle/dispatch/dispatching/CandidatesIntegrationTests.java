package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.Position;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

/** The ranking on a real registry, and the record of the rules. */
@DeskTest
class CandidatesIntegrationTests {

    private static final String COUNTY = "350997";

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private ReferenceStore records;

    @Autowired
    private TransactionTemplate transaction;

    private TestDesk desk;
    private OtherDesks field;

    @BeforeEach
    void county() {
        desk = new TestDesk(port, COUNTY);
        field = new OtherDesks(COUNTY, center, reference, transaction);
        assertThat(desk.importPack().status()).isEqualTo(200);
    }

    @Test
    void theOwnerOfTheManholeThereComesFirst() {
        ReferenceStore.Row cover = component("C0101");
        double longitude = degrees(cover, "longitude");
        UUID caseId = field.ticketed(new Position(longitude, degrees(cover, "latitude") + 0.00005));

        JsonNode first = candidates(caseId).get(0);

        assertThat(first.path("unit").asString()).isEqualTo("WATER");
        assertThat(first.path("reason").asString()).isEqualTo("COMPONENT_OWNER");
        assertThat(first.path("componentId").asString()).isEqualTo(cover.code());
        assertThat(first.path("componentMetres").asInt()).isEqualTo(6);
        assertThat(first.path("rule").asString()).isEqualTo("C0101-1");
    }

    @Test
    void aReturnedDispatchIsRememberedForItsRuleOnce() {
        Position nowhereNear = new Position(0, 0);
        UUID caseId = field.ticketed(nowhereNear);
        JsonNode before = candidates(caseId).get(0);
        assertThat(before.path("reason").asString()).isEqualTo("RESPONSIBILITY_LIST");

        desk.post("dispatcher", "/cases/" + caseId + "/dispatch", "{\"lead\":\"WATER\"}", desk.grant(Role.DISPATCHER));
        JsonNode dispatched = candidates(caseId).get(0);
        String part = desk.get("/cases/" + caseId, desk.grant(Role.DISPATCHER))
                .body()
                .path("parts")
                .path(0)
                .path("assignmentId")
                .asString();
        field.say(
                caseId,
                new DepartmentEvent.ReturnRequested(ReturnReason.WRONG_DEPARTMENT, "不归我管", null),
                UUID.fromString(part));
        TestDesk.Answer approved = desk.post(
                "dispatcher2",
                "/cases/" + caseId + "/review-return",
                "{\"assignmentId\":\"" + part + "\",\"approve\":true,\"note\":\"派错\"}",
                desk.grant(Role.DISPATCHER));
        assertThat(approved.status()).isEqualTo(200);
        UUID another = field.ticketed(nowhereNear);
        JsonNode after = candidates(another).get(0);

        assertThat(dispatched.path("openParts").asInt())
                .isEqualTo(before.path("openParts").asInt() + 1);
        assertThat(dispatched.path("ruleDispatches").asInt())
                .isEqualTo(before.path("ruleDispatches").asInt() + 1);
        assertThat(after.path("ruleDispatches").asInt())
                .isEqualTo(dispatched.path("ruleDispatches").asInt());
        assertThat(after.path("ruleReturned").asInt())
                .isEqualTo(before.path("ruleReturned").asInt() + 1);
        assertThat(candidates(caseId)
                        .valueStream()
                        .map(each -> each.path("unit").asString()))
                .doesNotContain("WATER");
    }

    @Test
    void aUnitOfTheSameCodeInAnotherCountyIsAnotherUnit() {
        TestDesk elsewhere = new TestDesk(port, "350975");
        assertThat(elsewhere.importPack().status()).isEqualTo(200);
        OtherDesks fieldElsewhere = new OtherDesks("350975", center, reference, transaction);
        Position nowhereNear = new Position(0, 0);
        UUID here = field.ticketed(nowhereNear);
        JsonNode before = candidates(here).get(0);

        UUID there = fieldElsewhere.ticketed(nowhereNear);
        assertThat(elsewhere
                        .post(
                                "dispatcher",
                                "/cases/" + there + "/dispatch",
                                "{\"lead\":\"WATER\"}",
                                elsewhere.grant(Role.DISPATCHER))
                        .status())
                .isEqualTo(200);

        assertThat(candidates(here).get(0)).as("neither load nor record").isEqualTo(before);
        TestGrant own = TestGrant.of(Role.DEPARTMENT, "350975", "WATER");
        TestGrant others = TestGrant.of(Role.DEPARTMENT, COUNTY, "WATER");
        assertThat(desk.get("/cases/" + there, own).status()).isEqualTo(200);
        assertThat(desk.get("/cases/" + there, others).status()).isEqualTo(404);
        assertThat(desk.get("/cases?size=200", own).body().path("items").findValuesAsString("caseId"))
                .contains(there.toString());
        assertThat(desk.get("/cases?size=200", others).body().path("items").findValuesAsString("caseId"))
                .doesNotContain(there.toString());
    }

    private JsonNode candidates(UUID caseId) {
        return desk.get("/cases/" + caseId + "/candidates", desk.grant(Role.DISPATCHER))
                .body();
    }

    private ReferenceStore.Row component(String category) {
        return records.records(reference.require(COUNTY).version(), "components").stream()
                .filter(row -> category.equals(row.fields().get("category")))
                .findFirst()
                .orElseThrow();
    }

    private static double degrees(ReferenceStore.Row row, String field) {
        assertThat(row.fields().get(field)).isInstanceOf(Number.class);
        return row.fields().get(field) instanceof Number number ? number.doubleValue() : 0;
    }
}
