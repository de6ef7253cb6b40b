package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.observation.ObservationRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.TestDesk;
import org.whistle.events.code.Role;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.testing.DeskTest;
import org.whistle.testing.WorkCounter;
import org.whistle.testing.WorkCounter.Rows;
import org.whistle.testing.WorkCounter.Work;

/** How much work one decision is, in counts. A change that needs more of any says so here. */
@DeskTest
@TestPropertySource(properties = {WorkCounter.NO_BACKGROUND, WorkCounter.OBSERVED, WorkCounter.OBSERVATIONS})
class WorkBudgetIntegrationTests {

    private static final String COUNTY = "350991";

    @LocalServerPort
    private int port;

    @Autowired
    private CommandCenter center;

    @Autowired
    private ReferenceData reference;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ObservationRegistry observations;

    @Autowired
    private DataSource dataSource;

    private TestDesk desk;
    private WorkCounter counter;
    private UUID caseId;

    @BeforeEach
    void ticket() throws SQLException {
        desk = new TestDesk(port, COUNTY);
        assertThat(desk.importPack().status()).isEqualTo(200);
        OtherDesks field = new OtherDesks(COUNTY, center, reference, transaction);
        caseId = field.ticketed(null);
        dispatch(
                "WATER", UUID.randomUUID(), 200); // what only the first dispatch of a service asks for is asked for now
        caseId = field.ticketed(null);
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        counter = new WorkCounter(
                pool.getJdbcUrl(),
                observations,
                () -> pool.getHikariPoolMXBean().softEvictConnections());
    }

    @Test
    void aDispatchIsEightStatementsInOneTransactionWithTwoSignedEvents() {
        Work work = counter.during(() -> dispatch("WATER", UUID.randomUUID(), 200));

        assertThat(work.rows())
                .isEqualTo(Map.of(
                        "dispatch_case", new Rows(0, 1, 0),
                        "event", new Rows(2, 0, 0),
                        "outbox", new Rows(2, 0, 0),
                        "kept_answer", new Rows(1, 0, 0),
                        "rule_dispatch", new Rows(1, 0, 0)));
        assertThat(work.statements()).isEqualTo(8);
        assertThat(work.commits()).isEqualTo(1);
        assertThat(work.rollbacks()).isZero();
        assertThat(work.signed()).isEqualTo(2);
        assertThat(work.verified()).isZero();
        assertThat(work.walBytes()).isPositive();
    }

    @Test
    void aRepeatedDispatchWritesAndSignsNothing() {
        UUID key = UUID.randomUUID();
        dispatch("WATER", key, 200);

        Work work = counter.during(() -> dispatch("WATER", key, 200));

        assertThat(work.rows()).isEmpty();
        assertThat(work.signed()).isZero();
        assertThat(work.statements()).isEqualTo(2);
    }

    @Test
    void aRefusedDispatchIsRolledBackBeforeAnythingIsWritten() {
        Work work = counter.during(() -> dispatch("NOBODY", UUID.randomUUID(), 422));

        assertThat(work.rows()).isEmpty();
        assertThat(work.signed()).isZero();
        assertThat(work.commits()).isZero();
        assertThat(work.rollbacks()).isEqualTo(1);
    }

    private void dispatch(String lead, UUID key, int status) {
        assertThat(desk.post(
                                "dispatcher",
                                "/cases/" + caseId + "/dispatch",
                                "{\"lead\":\"" + lead + "\"}",
                                desk.grant(Role.DISPATCHER),
                                key)
                        .status())
                .isEqualTo(status);
    }
}
