package org.whistle.audit.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileAddress;
import org.whistle.proof.tile.TileEdge;
import org.whistle.proof.tree.Hash;

/** The growing edges of the shards this process appends to, read back from the tables when it takes one over. */
@Component
class ShardEdges {

    private static final int STRETCH = 64 * TileAddress.FULL;

    private final JdbcClient jdbc;
    private final LedgerTables tables;
    private final TransactionTemplate transaction;
    private final Map<Shard, Edge> edges = new ConcurrentHashMap<>();

    /** An edge and the leaf it ends with. */
    private record Edge(TileEdge tiles, Hash last) {}

    ShardEdges(JdbcClient jdbc, LedgerTables tables, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.transaction = transaction;
    }

    /** How far this process appended, where it is known. */
    long known(Shard shard) {
        Edge known = edges.get(shard);
        return known == null ? 0 : known.tiles().size();
    }

    /** The edge of a shard whose lock this transaction holds. */
    TileEdge of(Shard shard, Optional<LedgerTables.Last> last) {
        long size = last.map(found -> found.index() + 1).orElse(0L);
        Hash hash = last.map(LedgerTables.Last::hash).orElse(Hash.EMPTY);
        Edge known = edges.get(shard);
        if (known != null && known.tiles().size() == size && known.last().equals(hash)) {
            return known.tiles();
        }
        return TileEdge.of(new StoredTiles(jdbc, shard), size);
    }

    /** Remembers how far an edge has grown. */
    void grown(Shard shard, TileEdge edge, Hash last) {
        edges.put(shard, new Edge(edge, last));
    }

    /** Forgets the edges after a failed transaction, whose entries are not in the tables. */
    void forget() {
        edges.clear();
    }

    /** Makes the missing tiles of entries that were appended before tiles were stored, a range at a time. */
    void makeMissing() {
        for (Shard shard : Shard.all()) {
            while (Boolean.TRUE.equals(transaction.execute(_ -> makeMissing(shard)))) {
                forget();
            }
        }
    }

    private boolean makeMissing(Shard shard) {
        long tiled = tiled(shard);
        if (tiled + TileAddress.FULL > size(shard)) {
            return false;
        }
        tables.lock(shard);
        tiled = tiled(shard);
        long until = Math.min(size(shard) / TileAddress.FULL * TileAddress.FULL, tiled + STRETCH);
        StoredTiles stored = new StoredTiles(jdbc, shard);
        TileEdge edge = TileEdge.of(stored, tiled);
        List<Tile> full = new ArrayList<>();
        for (Hash leaf : stored.leaves(tiled, until)) {
            edge.append(leaf, full::add);
        }
        tables.keep(shard, full);
        return !full.isEmpty();
    }

    private long size(Shard shard) {
        return tables.last(shard).map(last -> last.index() + 1).orElse(0L);
    }

    private long tiled(Shard shard) {
        return jdbc.sql("""
                        select coalesce(max(number) + 1, 0) * 256 from tile where shard = :shard and level = 0
                        """).param("shard", shard.number()).query(Long.class).single();
    }
}
