package org.whistle.department.part;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;

/** 报到: the position stays here for 180 days; what leaves is the distance and a salted hash (trust.md). */
@Component
class Arrivals {

    private final JdbcClient jdbc;

    Arrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    PartMachine.Arrival keep(Stored<DepartmentCase> stored, UUID assignmentId, Caller caller, Position position) {
        UUID salt = UUID.randomUUID();
        jdbc.sql("""
                        insert into check_in_position (assignment_id, account, longitude, latitude, salt, taken_at)
                        values (:assignment, :account, :longitude, :latitude, :salt, :at)
                        """)
                .param("assignment", assignmentId)
                .param("account", caller.account())
                .param("longitude", position.longitude())
                .param("latitude", position.latitude())
                .param("salt", salt)
                .param("at", stored.readAt().atOffset(ZoneOffset.UTC))
                .update();
        Position site = stored.body().facts().position();
        int distance = site == null ? 0 : (int) Math.round(site.distanceTo(position));
        return new PartMachine.Arrival(distance, hash(salt + ":" + position.longitude() + "," + position.latitude()));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected in every JDK)", e);
        }
    }
}
