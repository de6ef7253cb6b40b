package org.whistle.comparison;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.IntakeEvent;
import org.whistle.events.ObservedState;

/** Compares the state of every case a desk holds with the state from all of the case's events. */
final class CaseComparison {

    private static final int PAGE = 500;

    private final Connection ledger;
    private final Consumer<Finding> found;

    CaseComparison(Connection ledger, Consumer<Finding> found) {
        this.ledger = ledger;
        this.found = found;
    }

    void of(Desk desk) throws SQLException {
        Optional<String> table = desk.caseTable();
        if (table.isEmpty()) {
            return;
        }
        UUID last = new UUID(0, 0);
        Map<UUID, String> page = rows(desk, table.get(), last);
        while (!page.isEmpty()) {
            Map<UUID, List<Envelope>> events = events(page.keySet().toArray(UUID[]::new));
            for (Map.Entry<UUID, String> row : page.entrySet()) {
                compare(desk, row.getKey(), row.getValue(), events.getOrDefault(row.getKey(), List.of()));
                last = row.getKey();
            }
            page = rows(desk, table.get(), last);
        }
    }

    private void compare(Desk desk, UUID caseId, String state, List<Envelope> events) throws SQLException {
        Optional<ObservedState> told = followed(events);
        if (told.isPresent()
                && desk.holds(told.get().state())
                && !told.get().state().name().equals(state)
                && !onTheWay(desk, caseId, events)) {
            found.accept(new Finding(
                    Finding.Kind.DESK_ROW_EDITED,
                    desk.name(),
                    caseId,
                    "台账 desk %s, 账本 ledger %s".formatted(state, told.get().state())));
        }
    }

    /** By the events alone. */
    private static Optional<ObservedState> followed(List<Envelope> events) {
        ObservedState followed = null;
        for (Envelope event : events) {
            if (followed != null) {
                followed = followed.after(event);
            } else if (event.data() instanceof IntakeEvent.Reported || event.data() instanceof IntakeEvent.Registered) {
                followed = ObservedState.reported(event.round());
            }
        }
        return Optional.ofNullable(followed);
    }

    /** Something unpublished, or of others and not applied yet: then the two may still differ. */
    private static boolean onTheWay(Desk desk, UUID caseId, List<Envelope> events) throws SQLException {
        UUID[] others = events.stream()
                .filter(event -> !event.source().equals(desk.producer().source()))
                .map(Envelope::id)
                .toArray(UUID[]::new);
        try (PreparedStatement select = desk.connection().prepareStatement("""
                select exists (select 1 from outbox o join event e on e.id = o.event_id where e.key = ?)
                    or (select count(*) from inbox where event_id = any(?)) < ?
                """)) {
            select.setString(1, caseId.toString());
            select.setArray(2, desk.connection().createArrayOf("uuid", others));
            select.setInt(3, others.length);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Map<UUID, String> rows(Desk desk, String table, UUID last) throws SQLException {
        Map<UUID, String> rows = new LinkedHashMap<>();
        try (PreparedStatement select = desk.connection()
                .prepareStatement(
                        "select case_id, state from " + table + " where case_id > ? order by case_id limit ?")) {
            select.setObject(1, last);
            select.setInt(2, PAGE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getObject(1, UUID.class), row.getString(2));
                }
            }
        }
        return rows;
    }

    private Map<UUID, List<Envelope>> events(UUID[] cases) throws SQLException {
        Map<UUID, List<Envelope>> events = new LinkedHashMap<>();
        try (PreparedStatement select = ledger.prepareStatement("""
                select case_id, value from entry
                where case_id = any(?) and verdict = 'TRUSTED' order by case_id, shard, index
                """)) {
            select.setArray(1, ledger.createArrayOf("uuid", cases));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                            .add(EventCodec.decode(row.getBytes(2)));
                }
            }
        }
        return events;
    }
}
