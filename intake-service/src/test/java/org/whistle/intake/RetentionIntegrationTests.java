package org.whistle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.whistle.intake.IntakeDesk.GRID_WORKER;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.kit.upkeep.Upkeep;
import org.whistle.testing.DeskTest;
import tools.jackson.databind.JsonNode;

/** What is kept about people, and for how long (trust.md). */
@DeskTest
class RetentionIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Upkeep upkeep;

    private IntakeDesk desk;

    @BeforeEach
    void county() {
        desk = new IntakeDesk(port);
        if (grid().isEmpty()) {
            IntakeDesk.publishCounty();
        }
        await().untilAsserted(() -> assertThat(grid()).isNotEmpty());
    }

    @Test
    void whereSomebodyWasIsForgottenAfter180Days() {
        UUID caseId = UUID.fromString(desk.post("grid", GRID_WORKER, "/cases", IntakeDesk.report("垃圾"))
                .text("caseId"));
        stood(caseId, "181 days");
        stood(caseId, "179 days");

        upkeep.deleteOld();

        assertThat(jdbc.sql("select count(*) from site_position where case_id = :id")
                        .param("id", caseId)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void stood(UUID caseId, String ago) {
        jdbc.sql("""
                        insert into site_position (case_id, account, action, longitude, latitude, taken_at)
                        values (:id, 'grid2', 'check', 119, 26, whistle_now() - :ago::interval)
                        """).param("id", caseId).param("ago", ago).update();
    }

    private JsonNode grid() {
        return desk.get("grid", GRID_WORKER, "/grids?contains=119.005,26.005").body();
    }
}
