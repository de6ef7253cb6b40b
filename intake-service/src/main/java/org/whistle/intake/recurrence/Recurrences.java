package org.whistle.intake.recurrence;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.Position;
import org.whistle.intake.organisation.Surroundings;

/** Finds the closing that a new case makes doubtful (domain.md, Indicators). */
@Component
public class Recurrences {

    /** The largest distance of the two places, in metres. */
    public static final double RADIUS_METRES = 50;

    /** The time for which a closing has to hold. */
    public static final Duration WITHIN = Duration.ofDays(30);

    private final JdbcClient jdbc;

    Recurrences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The case of the same category closed last within 50 m and the 30 days before; a forced closing counts for nothing.
     *
     * @param at when the new case was reported
     */
    public Optional<Recurrence> find(String categoryCode, Position position, Instant at) {
        return jdbc
                .sql("""
                        select case_id, longitude, latitude, closed_at from intake_case
                        where state = 'CLOSED' and category_code = :category
                        and latitude between :south and :north and longitude between :west and :east
                        and closed_at >= :since and closed_at <= :at
                        order by closed_at desc, case_id
                        """)
                .param("category", categoryCode)
                .param("since", at.minus(WITHIN).atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .params(Surroundings.of(position, RADIUS_METRES).parameters())
                .query((row, _) -> new Found(
                        row.getObject("case_id", UUID.class),
                        new Position(row.getDouble("longitude"), row.getDouble("latitude")).distanceTo(position),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .filter(found -> found.metres() <= RADIUS_METRES)
                .findFirst()
                .map(found -> new Recurrence(found.caseId(), (int) Math.round(found.metres()), found.closedAt()));
    }

    /** The earlier case, how far away it was and when it was closed. */
    public record Recurrence(UUID earlierCase, int distanceMetres, Instant closedAt) {}

    private record Found(UUID caseId, double metres, Instant closedAt) {}
}
