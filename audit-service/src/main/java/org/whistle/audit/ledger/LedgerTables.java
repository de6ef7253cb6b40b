package org.whistle.audit.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tree.Hash;

/**
 * Appends to the ledger, and reads what that needs: last entries, known positions and known events. No row is ever changed.
 */
@Component
class LedgerTables {

    private static final int LOCK_SPACE = 0x4c_45_44_47;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    LedgerTables(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** The entry that was appended last. */
    record Last(long index, long position, Hash hash) {}

    /** A place in the topic with what was found there. */
    record Place(long position, Hash hash) {}

    /** Makes this transaction the only one that appends to the shard. */
    void lock(Shard shard) {
        jdbc.sql("select pg_advisory_xact_lock(:space, :shard)")
                .param("space", LOCK_SPACE)
                .param("shard", shard.number())
                .query(_ -> {});
    }

    Optional<Last> last(Shard shard) {
        return jdbc.sql("""
                        select index, position, leaf_hash from entry
                        where shard = :shard order by index desc limit 1
                        """)
                .param("shard", shard.number())
                .query((row, _) ->
                        new Last(row.getLong("index"), row.getLong("position"), Hash.of(row.getBytes("leaf_hash"))))
                .optional();
    }

    /** Which of these positions were read before, with their leaf hashes. */
    Set<Place> places(Shard shard, List<Leaf> leaves) {
        return new HashSet<>(jdbc.sql("""
                        select position, leaf_hash from entry
                        where shard = :shard and position = any(:positions)
                        """)
                .param("shard", shard.number())
                .param("positions", leaves.stream().map(Leaf::position).toArray(Long[]::new))
                .query((row, _) -> new Place(row.getLong("position"), Hash.of(row.getBytes("leaf_hash"))))
                .list());
    }

    /** Which of these events are in the ledger, and as which leaf. */
    Map<UUID, Hash> events(List<Leaf> leaves) {
        Map<UUID, Hash> events = new HashMap<>();
        jdbc.sql("select event_id, leaf_hash from entry where event_id = any(:ids)")
                .param("ids", leaves.stream().map(Leaf::eventId).toArray(UUID[]::new))
                .query(row -> {
                    events.put(row.getObject("event_id", UUID.class), Hash.of(row.getBytes("leaf_hash")));
                });
        return events;
    }

    /** One statement for all of them, with indexes in a row. */
    void append(Shard shard, long first, List<Leaf> leaves) {
        if (leaves.isEmpty()) {
            return;
        }
        template.update("""
                        insert into entry (shard, index, position, event_id, case_id, source, sequence, verdict, value,
                            signature, leaf_hash)
                        select ?, ? + place - 1, position, event_id, case_id, source, sequence, verdict, value,
                            signature, leaf_hash
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as leaf (position, event_id, case_id,
                            source, sequence, verdict, value, signature, leaf_hash, place)
                        """, statement -> {
            statement.setInt(1, shard.number());
            statement.setLong(2, first);
            Columns<Leaf> columns = new Columns<>(statement, leaves, 3);
            columns.add("bigint", Leaf::position);
            columns.add("uuid", Leaf::eventId);
            columns.add("uuid", Leaf::caseId);
            columns.add("text", Leaf::source);
            columns.add("bigint", Leaf::sequence);
            columns.add("text", leaf -> leaf.verdict().name());
            columns.addBytes(Leaf::value);
            columns.add("text", Leaf::signature);
            columns.addBytes(leaf -> leaf.hash().bytes());
        });
    }

    /** Records that topic positions legitimately restart from this index on. */
    void noteRestart(Shard shard, long index, long position) {
        jdbc.sql("""
                        insert into ledger_alarm (shard, kind, index, standing, detail)
                        values (:shard, 'TOPIC_REPLACED', :index, false, :detail)
                        """)
                .param("shard", shard.number())
                .param("index", index)
                .param("detail", "goes on at position " + position)
                .update();
    }

    /** Keeps a stored tile whose entries were lost and are appended again; verification compares the two. */
    void keep(Shard shard, List<Tile> tiles) {
        if (tiles.isEmpty()) {
            return;
        }
        template.update("""
                        insert into tile (shard, level, number, hashes, root)
                        select ?, level, number, hashes, root
                        from unnest(?, ?, ?, ?) as tile (level, number, hashes, root)
                        on conflict do nothing
                        """, statement -> {
            statement.setInt(1, shard.number());
            Columns<Tile> columns = new Columns<>(statement, tiles, 2);
            columns.add("int", Tile::level);
            columns.add("bigint", Tile::number);
            columns.addBytes(Tile::bytes);
            columns.addBytes(tile -> tile.root().bytes());
        });
    }

    /** Rows as one array a column. */
    private static final class Columns<R> {

        private final PreparedStatement statement;
        private final List<R> rows;
        private int next;

        private Columns(PreparedStatement statement, List<R> rows, int first) {
            this.statement = statement;
            this.rows = rows;
            this.next = first;
        }

        void add(String type, Function<R, ?> column) throws SQLException {
            put(type, rows.stream().map(column).toArray());
        }

        void addBytes(Function<R, byte[]> column) throws SQLException {
            put("bytea", rows.stream().map(column).toArray(byte[][]::new));
        }

        private void put(String type, Object[] values) throws SQLException {
            statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        }
    }
}
