package org.whistle.audit.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.events.code.CaseState;

/**
 * The state of a case, and since when.
 *
 * @param deadline of the clock that runs now
 * @param handlingDeadline of the handling of this round
 */
public record CaseView(
        UUID caseId,
        String caseNumber,
        CaseState state,
        String holder,
        int round,
        @Nullable String gridCode,
        @Nullable Position position,
        @Nullable String address,
        String categoryCode,
        String description,
        String source,
        @Nullable String externalId,
        @Nullable String whistleKind,
        @Nullable String leadUnit,
        List<String> units,
        @Nullable UUID mainCase,
        List<String> flags,
        Instant reportedAt,
        Instant stateSince,
        @Nullable Instant closedAt,
        @Nullable Instant deadline,
        @Nullable Instant handlingDeadline) {

    static CaseView of(ResultSet row) throws SQLException {
        CaseState state = CaseState.valueOf(row.getString("state"));
        return new CaseView(
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                state,
                state.holder().name(),
                row.getInt("round"),
                row.getString("jurisdiction"),
                position(row),
                row.getString("address"),
                row.getString("category_code"),
                row.getString("description"),
                row.getString("source"),
                row.getString("external_id"),
                row.getString("whistle_kind"),
                row.getString("lead_unit"),
                texts(row, "units"),
                row.getObject("main_case", UUID.class),
                texts(row, "flags"),
                required(row, "reported_at"),
                required(row, "state_since"),
                instant(row, "closed_at"),
                instant(row, "deadline"),
                instant(row, "handling_deadline"));
    }

    private static @Nullable Position position(ResultSet row) throws SQLException {
        double longitude = row.getDouble("longitude");
        return row.wasNull() ? null : new Position(longitude, row.getDouble("latitude"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
