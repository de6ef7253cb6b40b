package org.whistle.comparison;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The events a desk keeps and those the ledger has of it: the same ones, byte for byte. */
final class EventComparison {

    private static final int PAGE = 1_000;

    private final Connection ledger;
    private final Consumer<Finding> found;

    EventComparison(Connection ledger, Consumer<Finding> found) {
        this.ledger = ledger;
        this.found = found;
    }

    void of(Desk desk) throws SQLException {
        deskAgainstLedger(desk);
        ledgerAgainstDesk(desk);
    }

    /** What is still in the outbox, or younger than ten minutes, may be on its way. */
    private void deskAgainstLedger(Desk desk) throws SQLException {
        UUID last = new UUID(0, 0);
        Map<UUID, byte[]> page = kept(desk, last);
        while (!page.isEmpty()) {
            Map<UUID, byte[]> appended = appended(page.keySet().toArray(UUID[]::new));
            page.forEach((id, value) -> compare(desk, id, value, appended.get(id)));
            for (UUID id : page.keySet()) {
                last = id;
            }
            page = kept(desk, last);
        }
    }

    private void compare(Desk desk, UUID id, byte[] value, byte @org.jspecify.annotations.Nullable [] leaf) {
        if (leaf == null) {
            found.accept(new Finding(Finding.Kind.WITHHELD, desk.name(), id, "账本中没有 not in the ledger"));
        } else if (!Arrays.equals(leaf, value)) {
            found.accept(new Finding(Finding.Kind.EVENT_EDITED, desk.name(), id, "与账本不同 other than the ledger's leaf"));
        }
    }

    private Map<UUID, byte[]> kept(Desk desk, UUID last) throws SQLException {
        try (PreparedStatement select = desk.connection().prepareStatement("""
                select e.id, e.value from event e
                where e.topic = 'case-events' and e.id > ? and e.recorded_at < clock_timestamp() - interval '10 minutes'
                and not exists (select 1 from outbox o where o.event_id = e.id)
                order by e.id limit ?
                """)) {
            select.setObject(1, last);
            select.setInt(2, PAGE);
            return values(select);
        }
    }

    private Map<UUID, byte[]> appended(UUID[] ids) throws SQLException {
        try (PreparedStatement select =
                ledger.prepareStatement("select event_id, value from entry where event_id = any(?)")) {
            select.setArray(1, ledger.createArrayOf("uuid", ids));
            return values(select);
        }
    }

    /** Every event of this desk in the ledger since the desk's oldest event has to be at the desk. */
    private void ledgerAgainstDesk(Desk desk) throws SQLException {
        int shards = 12;
        for (int shard = 0; shard < shards; shard++) {
            long from = 0;
            Map<UUID, Long> page = told(desk, shard, from);
            while (!page.isEmpty()) {
                Map<UUID, Long> missing = new HashMap<>(page);
                present(desk, page.keySet().toArray(UUID[]::new)).forEach(missing::remove);
                for (Map.Entry<UUID, Long> one : missing.entrySet()) {
                    found.accept(new Finding(
                            Finding.Kind.EVENT_MISSING,
                            desk.name(),
                            one.getKey(),
                            "账本 ledger " + shard + " / " + one.getValue()));
                }
                from = page.values().stream().mapToLong(Long::longValue).max().orElse(from) + 1;
                page = told(desk, shard, from);
            }
        }
    }

    private Map<UUID, Long> told(Desk desk, int shard, long from) throws SQLException {
        Map<UUID, Long> told = new LinkedHashMap<>();
        try (PreparedStatement select = ledger.prepareStatement("""
                select event_id, index from entry
                where shard = ? and index >= ? and verdict = 'TRUSTED' and source = ? order by index limit ?
                """)) {
            select.setInt(1, shard);
            select.setLong(2, from);
            select.setString(3, desk.producer().source());
            select.setInt(4, PAGE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    told.put(row.getObject(1, UUID.class), row.getLong(2));
                }
            }
        }
        return told;
    }

    private static java.util.List<UUID> present(Desk desk, UUID[] ids) throws SQLException {
        java.util.List<UUID> present = new java.util.ArrayList<>();
        try (PreparedStatement select = desk.connection().prepareStatement("select id from event where id = any(?)")) {
            Array array = desk.connection().createArrayOf("uuid", ids);
            select.setArray(1, array);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.add(row.getObject(1, UUID.class));
                }
            }
        }
        return present;
    }

    private static Map<UUID, byte[]> values(PreparedStatement select) throws SQLException {
        Map<UUID, byte[]> values = new LinkedHashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                values.put(row.getObject(1, UUID.class), row.getBytes(2));
            }
        }
        return values;
    }
}
