package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.TestIssuer.TestGrant;

/** Who is told: authors of decisions that came too late, units that are urged. */
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

        field.say(caseId, new DepartmentEvent.Completed("修好", false, List.of(), List.of(), null), part);

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
