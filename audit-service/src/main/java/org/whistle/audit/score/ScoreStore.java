package org.whistle.audit.score;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.AdminEvent.ScoreBasis;
import tools.jackson.databind.json.JsonMapper;

/** Published periods and granted points. */
@Component
class ScoreStore {

    private static final int LOCK_SPACE = 0x53_43_4f_52;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScoreStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Where a period is. */
    public enum Status {
        /** 试算: not published yet */
        DRAFT,
        /** 公示: open to appeals */
        PUBLISHED,
        /** 定版 */
        FROZEN
    }

    /** The published scores of a period and their basis. */
    record Kept(
            Status status,
            Instant publishedAt,
            Instant appealsUntil,
            @Nullable Instant frozenAt,
            ScoreBasis basis,
            String scores) {}

    /** Points given to a unit. */
    public record Bonus(UUID id, String unit, BigDecimal points, String reason, String grantedBy, Instant grantedAt) {}

    /** Locks the period until the transaction ends. */
    void lock(String county, String period) {
        jdbc.sql("select pg_advisory_xact_lock(:space, hashtext(:what))")
                .param("space", LOCK_SPACE)
                .param("what", county + "/" + period)
                .query(row -> {});
    }

    Optional<Kept> find(String county, String period) {
        return jdbc.sql("select * from score_period where county = :county and period = :period")
                .param("county", county)
                .param("period", period)
                .query((row, _) -> kept(row))
                .optional();
    }

    void keep(String county, String period, Kept kept) {
        jdbc.sql("""
                        insert into score_period (county, period, status, published_at, appeals_until, frozen_at,
                            basis, scores)
                        values (:county, :period, :status, :published, :until, :frozen, :basis, :scores)
                        on conflict (county, period) do update set status = excluded.status,
                            frozen_at = excluded.frozen_at, basis = excluded.basis, scores = excluded.scores
                        """)
                .param("county", county)
                .param("period", period)
                .param("status", kept.status().name())
                .param("published", kept.publishedAt().atOffset(ZoneOffset.UTC))
                .param("until", kept.appealsUntil().atOffset(ZoneOffset.UTC))
                .param(
                        "frozen",
                        kept.frozenAt() == null ? null : kept.frozenAt().atOffset(ZoneOffset.UTC))
                .param("basis", json.writeValueAsString(kept.basis()))
                .param("scores", kept.scores())
                .update();
    }

    List<Bonus> bonuses(String county, String period) {
        return jdbc.sql("""
                        select id, unit, points, reason, granted_by, granted_at from score_bonus
                        where county = :county and period = :period order by granted_at, id
                        """)
                .param("county", county)
                .param("period", period)
                .query((row, _) -> new Bonus(
                        row.getObject("id", UUID.class),
                        row.getString("unit"),
                        row.getBigDecimal("points"),
                        row.getString("reason"),
                        row.getString("granted_by"),
                        instant(row, "granted_at")))
                .list();
    }

    Map<String, BigDecimal> points(String county, String period) {
        return bonuses(county, period).stream().collect(Collectors.toMap(Bonus::unit, Bonus::points, BigDecimal::add));
    }

    void grant(String county, String period, Bonus bonus) {
        jdbc.sql("""
                        insert into score_bonus (id, county, period, unit, points, reason, granted_by, granted_at)
                        values (:id, :county, :period, :unit, :points, :reason, :by, :at)
                        """)
                .param("id", bonus.id())
                .param("county", county)
                .param("period", period)
                .param("unit", bonus.unit())
                .param("points", bonus.points())
                .param("reason", bonus.reason())
                .param("by", bonus.grantedBy())
                .param("at", bonus.grantedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False while the facts are built anew and have not reached the end of the ledger: then they are too few. */
    boolean factsAreBuilt() {
        return jdbc.sql("select coalesce(bool_and(built), false) from projection where model = 'indicators'")
                .query(Boolean.class)
                .single();
    }

    /** How far the facts have read the ledger, by shard: the basis of a sheet made now. */
    List<Long> sizes() {
        return jdbc.sql("select next_index from projection where model = 'indicators' order by shard")
                .query(Long.class)
                .list();
    }

    static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    private Kept kept(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime frozen = row.getObject("frozen_at", OffsetDateTime.class);
        return new Kept(
                Status.valueOf(row.getString("status")),
                instant(row, "published_at"),
                instant(row, "appeals_until"),
                frozen == null ? null : frozen.toInstant(),
                json.readValue(row.getString("basis"), ScoreBasis.class),
                row.getString("scores"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
