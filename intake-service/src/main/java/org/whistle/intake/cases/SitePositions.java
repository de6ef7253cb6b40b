package org.whistle.intake.cases;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;

/** Where a checker was during the check: stored at intake only, for 180 days (trust.md). */
@Component
class SitePositions {

    private final JdbcClient jdbc;

    SitePositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(Stored<IntakeCase> stored, Caller caller, String action, Position position) {
        jdbc.sql("""
                        insert into site_position (case_id, account, action, longitude, latitude, taken_at)
                        values (:case, :account, :action, :longitude, :latitude, :at)
                        """)
                .param("case", stored.body().caseId())
                .param("account", caller.account())
                .param("action", action)
                .param("longitude", position.longitude())
                .param("latitude", position.latitude())
                .param("at", stored.readAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
