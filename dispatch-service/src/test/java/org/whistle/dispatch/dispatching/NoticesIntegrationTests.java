package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.clock.ClockKind;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.ClockChange;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.Limit;
import org.whistle.events.Producer;
import org.whistle.events.code.ClockChangeKind;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;
import tools.jackson.databind.JsonNode;

/** Who is notified: authors of decisions that came too late, units that are urged. */
@DeskTest
class NoticesIntegrationTests {

    private static final String COUNTY = "350995";

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private JdbcClient jdbc;

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
    void whoseDecisionMetANewerOneIsTold() {
        UUID caseId = field.ticketed(null);
        UUID part = dispatched(caseId);
        desk.act(caseId, "recall", "{\"reasonCode\":\"OTHER\",\"note\":\"派错\"}");

        field.say(caseId, new DepartmentEvent.Accepted(), part);

        assertThat(told(caseId, "SUPERSEDED")).containsExactly("dept-water");
    }

    @Test
    void anAnswerThatCameAfterTheCompletionIsToldToWhoGaveIt() {
        UUID caseId = field.ticketed(null);
        UUID part = dispatched(caseId);
        field.say(caseId, new DepartmentEvent.Accepted(), part);
        desk.act(caseId, "add-assisting", "{\"unit\":\"POLICE\"}");

        field.say(caseId, new DepartmentEvent.Completed("修好", false, List.of(), List.of(), null, null), part);

        assertThat(told(caseId, "SUPERSEDED")).containsExactly("dispatcher");
        assertThat(desk.get("/cases/" + caseId, desk.grant(Role.DISPATCHER))
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("CHECKING");
    }

    @Test
    void whoHoldsAPartIsToldThatTheStreetUrges() {
        UUID caseId = field.ticketed(null);
        field.say(caseId, new DepartmentEvent.Accepted(), dispatched(caseId));

        field.say(caseId, new DeskEvent.Urged("居民在问"), null);

        assertThat(jdbc.sql("select unit from notice where case_id = :id and kind = 'URGED'")
                        .param("id", caseId)
                        .query(String.class)
                        .list())
                .containsExactly("WATER");
        assertThat(noticesOf(TestGrant.of(Role.DEPARTMENT, COUNTY, "WATER"))).contains(caseId.toString());
        assertThat(noticesOf(TestGrant.of(Role.DEPARTMENT, "350994", "WATER")))
                .as("a unit of the same code elsewhere")
                .doesNotContain(caseId.toString());
    }

    @Test
    void whoHoldsASupervisedPartIsToldOfIt() {
        UUID caseId = field.ticketed(null);
        UUID part = dispatched(caseId);
        field.say(caseId, new DepartmentEvent.Accepted(), part);

        assertThat(desk.post(
                                "leader",
                                "/cases/" + caseId + "/supervise",
                                "{\"assignmentId\":\"" + part + "\",\"level\":\"ORANGE\",\"note\":\"请说明\"}",
                                desk.grant(Role.COMMAND_LEADER))
                        .status())
                .isEqualTo(200);

        assertThat(unitsTold(caseId, "SUPERVISION")).containsExactly("WATER");
    }

    @Test
    void anEmergencyIsToldToTheDesksAndToThePersonOnDutyOfTheLeadUnit() {
        UUID caseId = field.ticketed(null);

        assertThat(jdbc.sql("select role from notice where case_id = :id and kind = 'EMERGENCY' and role is not null")
                        .param("id", caseId)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("DISPATCHER", "COMMAND_LEADER", "STREET", "STREET_LEADER", "COMMUNITY");
        assertThat(told(caseId, "EMERGENCY")).contains("dept-water");
        assertThat(unitsTold(caseId, "EMERGENCY")).contains("WATER");
        assertThat(desk.get("/cases/" + caseId, TestGrant.of(Role.DEPARTMENT, COUNTY, "WATER"))
                        .status())
                .as("the unit sees nothing of it before it is dispatched")
                .isEqualTo(404);
    }

    @Test
    void everyUnitOfAnEmergencyIsToldWhateverTheListSays() {
        UUID caseId = field.ticketed(null);

        desk.act(caseId, "dispatch", "{\"lead\":\"TELECOM\",\"assisting\":[\"TRAFFIC_POLICE\"]}");

        assertThat(unitsTold(caseId, "EMERGENCY")).containsExactly("WATER", "TELECOM", "TRAFFIC_POLICE");
        assertThat(told(caseId, "EMERGENCY")).contains("dept-telecom", "dept-traffic-police");
    }

    @Test
    void anEmergencyIsDispatchedWithItsTicketWhereTheCountySaysSo() {
        Map<String, String> files = desk.files();
        files.computeIfPresent("categories.csv", (_, text) -> text.replace("ON_MISS", "AT_ONCE"));
        assertThat(desk.importPack(files, "").status()).isEqualTo(200);

        UUID caseId = field.ticketed(null);

        JsonNode shown =
                desk.get("/cases/" + caseId, desk.grant(Role.DISPATCHER)).body();
        assertThat(shown.path("state").asString()).isEqualTo("DISPATCHED");
        assertThat(shown.path("parts").path(0).path("byRule").asBoolean()).isTrue();
        assertThat(unitsTold(caseId, "EMERGENCY")).containsExactly("WATER", "WATER");
    }

    @Test
    void aCommandLeaderDispatches() {
        UUID caseId = field.ticketed(null);

        assertThat(desk.post(
                                "command-leader",
                                "/cases/" + caseId + "/dispatch",
                                "{\"lead\":\"WATER\"}",
                                desk.grant(Role.COMMAND_LEADER))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theCommandLeaderIsToldThatTheStreetsLeaderConfirmedNothing() {
        UUID caseId = field.ticketed(null);
        UUID clock = UUID.randomUUID();
        field.startsClocks(caseId, new DeskEvent.Urged("等确认"), List.of(leadersClock(clock)));

        field.say(caseId, new DeskEvent.DeadlineMissed(UUID.randomUUID(), CommandCenterScene.NOW), null);
        assertThat(rolesTold(caseId, "CONFIRMATION_MISSED")).isEmpty();
        field.say(caseId, new DeskEvent.DeadlineMissed(clock, CommandCenterScene.NOW), null);

        assertThat(rolesTold(caseId, "CONFIRMATION_MISSED")).containsExactly("COMMAND_LEADER");
    }

    private static ClockChange leadersClock(UUID clock) {
        return new ClockChange(
                clock,
                ClockKind.CONFIRMATION_LEADER.name(),
                Producer.INTAKE,
                null,
                null,
                null,
                ClockChangeKind.STARTED,
                new Limit(1, ClockUnit.WORK_DAY),
                null,
                null,
                null,
                null);
    }

    private List<String> unitsTold(UUID caseId, String kind) {
        return jdbc.sql("select unit from notice where case_id = :id and kind = :kind and unit is not null")
                .param("id", caseId)
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    private List<String> rolesTold(UUID caseId, String kind) {
        return jdbc.sql("select role from notice where case_id = :id and kind = :kind")
                .param("id", caseId)
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    private String noticesOf(TestGrant grant) {
        return desk.get("/notices", grant).body().toString();
    }

    private UUID dispatched(UUID caseId) {
        desk.act(caseId, "dispatch", "{\"lead\":\"WATER\"}");
        return desk.firstPart(caseId);
    }

    private List<String> told(UUID caseId, String kind) {
        return jdbc.sql("select account from notice where case_id = :id and kind = :kind")
                .param("id", caseId)
                .param("kind", kind)
                .query(String.class)
                .list();
    }
}
