package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.COMMUNITY;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;
import static org.whistle.intake.IntakeDesk.STREET;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.events.code.Role;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import org.whistle.testing.TestTopic;

/** What a dispatcher registers for others, and danger to life or limb, over HTTP. */
@DeskTest
class RegistrationIntegrationTests {

    private static final String URGENT_COUNTY = "350992";
    private static final TestGrant DISPATCHER = TestGrant.of(Role.DISPATCHER, "350999");
    private static final TestGrant OTHER_STREET = TestGrant.of(Role.STREET, "350999002");
    private static final String PLACE = "\"position\":{\"longitude\":119.0085,\"latitude\":26.0015}";
    private static final String ESCALATION = "{\"reasonCode\":\"BEYOND_POWER\",\"note\":\"x\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private ReferenceData reference;

    private IntakeDesk desk;

    @BeforeEach
    void counties() {
        desk = new IntakeDesk(port);
        if (reference.find("350999").isEmpty()) {
            IntakeDesk.publishCounty();
        }
        if (reference.find(URGENT_COUNTY).isEmpty()) {
            IntakeDesk.publishUrgentCounty(URGENT_COUNTY, 120.0, 27.5);
        }
        await().untilAsserted(() -> assertThat(reference.find("350999")).isPresent());
        await().untilAsserted(() -> assertThat(reference.find(URGENT_COUNTY)).isPresent());
    }

    @Test
    void aCallWithoutAPlaceWaitsForItsStreetToLocateIt() {
        String caseId = hotlineCall();
        String path = "/cases/" + caseId;

        assertThat(listed("street", STREET, "unlocated")).contains(caseId);
        assertThat(listed("dispatcher", DISPATCHER, "unlocated")).contains(caseId);
        assertThat(listed("street-other", OTHER_STREET, "unlocated")).doesNotContain(caseId);
        assertThat(desk.post("community", COMMUNITY, path + "/escalate", ESCALATION)
                        .status())
                .as("no community has it yet")
                .isEqualTo(404);

        desk.post("street", STREET, path + "/locate", "{\"gridCode\":\"" + IntakeDesk.GRID + "\"}");

        assertThat(listed("street", STREET, "unlocated")).doesNotContain(caseId);
        assertThat(listed("community", COMMUNITY, "community")).contains(caseId);
        assertThat(desk.post("community", COMMUNITY, path + "/escalate", ESCALATION)
                        .text("code"))
                .isEqualTo("VERIFICATION_REQUIRED");
    }

    @Test
    void aCallWithoutAPlaceIsNoCitizensBusiness() {
        String path = "/cases/" + hotlineCall();
        TestGrant citizen = TestGrant.of(Role.CITIZEN, "350999");

        assertThat(desk.get("citizen", citizen, path).status()).isEqualTo(404);
        assertThat(desk.post("citizen", citizen, path + "/join", "{}").status()).isEqualTo(404);
    }

    @Test
    void whoCalledIsCalledBackOnceTheCaseIsClosed() {
        String caseId = hotlineCall();
        String path = "/cases/" + caseId;
        desk.post("street", STREET, path + "/locate", "{\"gridCode\":\"" + IntakeDesk.GRID + "\"}");
        desk.post("community", COMMUNITY, path + "/request-verification", "{}");
        desk.post("grid", GRID_WORKER, path + "/verify", "{\"found\":true,\"note\":\"属实\"}");
        desk.post("community", COMMUNITY, path + "/start-handling", "{\"conditionCode\":\"E0501-1\"}");
        desk.post("community", COMMUNITY, path + "/handle", "{\"result\":\"修了\"}");
        assertThat(listed("street", STREET, "call-backs")).doesNotContain(caseId);

        desk.post("grid2", GRID_WORKER, path + "/check", "{\"passed\":true,\"note\":\"好了\"}");

        assertThat(listed("street", STREET, "call-backs")).contains(caseId);
        desk.post("street", STREET, path + "/call-back", "{\"contacted\":true,\"resolved\":true,\"satisfaction\":5}");
        assertThat(listed("street", STREET, "call-backs")).doesNotContain(caseId);
    }

    @Test
    void aLeadersNoteGoesStraightToTheCountyOnce() {
        String note = """
                {"categoryCode":"E0110","description":"批示","source":"LEADER","route":"COUNTY","externalId":"%s",%s}
                """.formatted("note-" + UUID.randomUUID(), PLACE);

        IntakeDesk.Answer registered = desk.post("dispatcher", DISPATCHER, "/cases", note);

        assertThat(registered.text("state")).isEqualTo("TICKETED");
        assertThat(events(registered.text("caseId")))
                .extracting(Envelope::data)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(IntakeEvent.Registered.class),
                        second -> assertThat(second).isInstanceOfSatisfying(IntakeEvent.TicketFiled.class, filed -> {
                            assertThat(filed.ticket().byRule()).isFalse();
                            assertThat(filed.ticket().whistleKind()).isEqualTo(WhistleKind.ROUTINE);
                        }));
        IntakeDesk.Answer again = desk.post("dispatcher", DISPATCHER, "/cases", note);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("EXTERNAL_ID_TAKEN");
        assertThat(again.text("caseId")).isEqualTo(registered.text("caseId"));
    }

    @Test
    void aCommandLeaderRegistersToo() {
        String note = "{\"categoryCode\":\"E0110\",\"description\":\"批示\",\"source\":\"LEADER\",\"route\":\"COUNTY\","
                + PLACE + "}";

        IntakeDesk.Answer registered =
                desk.post("command-leader", TestGrant.of(Role.COMMAND_LEADER, "350999"), "/cases", note);

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("state")).isEqualTo("TICKETED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            DISPATCHER  | "source":"LEADER","route":"COUNTY","categoryCode":"E0110","address":"路口","jurisdictionCode":"350999001" | /position         | REQUIRED
            DISPATCHER  | "source":"LEADER","route":"COUNTY","categoryCode":"E0210",PLACE                                         | /conditionCode    | REQUIRED
            DISPATCHER  | "source":"LEADER","categoryCode":"E0110"                                                                | /address          | REQUIRED
            DISPATCHER  | "source":"LEADER","categoryCode":"E0110","address":"路口"                                                | /jurisdictionCode | REQUIRED
            DISPATCHER  | "source":"LEADER","categoryCode":"E0110","address":"路口","jurisdictionCode":"350998001"                 | /jurisdictionCode | UNKNOWN_JURISDICTION
            GRID_WORKER | "route":"COUNTY","categoryCode":"E0110",PLACE                                                           | /route            | NOT_ALLOWED
            """)
    void aRegistrationSaysWhereItIsAndWhatItIs(Role role, String fields, String pointer, String code) {
        TestGrant grant = role == Role.DISPATCHER ? DISPATCHER : GRID_WORKER;

        IntakeDesk.Answer answer = desk.post(
                "somebody", grant, "/cases", "{\"description\":\"x\"," + fields.replace("PLACE", PLACE) + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.firstPointer()).isEqualTo(pointer);
        assertThat(answer.firstError()).isEqualTo(code);
    }

    @Test
    void dangerToLifeIsATicketByRuleAtTheReport() {
        TestGrant worker = TestGrant.of(Role.GRID_WORKER, URGENT_COUNTY + "001001001");
        TestGrant leader = TestGrant.of(Role.STREET_LEADER, URGENT_COUNTY + "001");

        IntakeDesk.Answer reported = desk.post("worker", worker, "/cases", """
                {"categoryCode":"C0101","description":"井盖缺失","position":{"longitude":120.005,"latitude":27.505}}
                """);

        String caseId = reported.text("caseId");
        assertThat(reported.text("state")).isEqualTo("TICKETED");
        assertThat(events(caseId))
                .extracting(Envelope::data)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(IntakeEvent.Reported.class),
                        second -> assertEmergencyByRule(second));
        assertThat(listed("leader", leader, "endorsements")).contains(caseId);
        desk.post("leader", leader, "/cases/" + caseId + "/endorse", "{\"note\":\"属实\"}");
        assertThat(listed("leader", leader, "endorsements")).doesNotContain(caseId);
    }

    @Test
    void anUrgentCallIsATicketByRuleAsSoonAsItIsLocated() {
        TestGrant dispatcher = TestGrant.of(Role.DISPATCHER, URGENT_COUNTY);
        IntakeDesk.Answer call = desk.post("dispatcher", dispatcher, "/cases", """
                {"categoryCode":"C0101","description":"井盖缺失","source":"HOTLINE_12345","address":"路口","jurisdictionCode":"350992001"}
                """);
        assertThat(call.text("state")).isEqualTo("REPORTED");

        IntakeDesk.Answer located = desk.post(
                "dispatcher",
                dispatcher,
                "/cases/" + call.text("caseId") + "/locate",
                "{\"position\":{\"longitude\":120.005,\"latitude\":27.505}}");

        assertThat(located.text("state")).isEqualTo("TICKETED");
        assertThat(events(call.text("caseId")))
                .extracting(Envelope::data)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(IntakeEvent.Registered.class),
                        second -> assertThat(second).isInstanceOf(IntakeEvent.Located.class),
                        third -> assertEmergencyByRule(third));
    }

    private static void assertEmergencyByRule(Object event) {
        assertThat(event).isInstanceOfSatisfying(IntakeEvent.TicketFiled.class, filed -> {
            assertThat(filed.ticket().byRule()).isTrue();
            assertThat(filed.ticket().whistleKind()).isEqualTo(WhistleKind.EMERGENCY);
        });
    }

    /** An address in the first street, reported by telephone. */
    private String hotlineCall() {
        IntakeDesk.Answer answer =
                desk.post("dispatcher", DISPATCHER, "/cases", """
                {"categoryCode":"E0501","conditionCode":"E0501-1","description":"市民来电","source":"HOTLINE_12345",
                 "externalId":"%s","address":"菜市场东门","jurisdictionCode":"350999001"}
                """.formatted("call-" + UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("caseId");
    }

    private Stream<String> listed(String account, TestGrant grant, String list) {
        return desk.get(account, grant, "/cases?size=200&sort=-reportedAt&desk=" + list)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("caseId").asString());
    }

    /** What was published about a case, once its ticket was. */
    private static List<Envelope> events(String caseId) {
        try (TestTopic topic = new TestTopic("case-events")) {
            return await().until(
                            () -> topic.events(caseId),
                            events ->
                                    events.stream().anyMatch(event -> event.data() instanceof IntakeEvent.TicketFiled));
        }
    }
}
