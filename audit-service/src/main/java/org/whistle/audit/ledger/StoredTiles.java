package org.whistle.audit.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileAddress;
import org.whistle.proof.tile.TileReader;
import org.whistle.proof.tree.Hash;

/** The tiles of one shard: full ones as they were stored, the growing edge from the level below. */
public final class StoredTiles implements TileReader {

    private final JdbcClient jdbc;
    private final Shard shard;

    /** Reads that shard. */
    public StoredTiles(JdbcClient jdbc, Shard shard) {
        this.jdbc = jdbc;
        this.shard = shard;
    }

    @Override
    public List<Hash> tile(TileAddress address) {
        if (address.full()) {
            List<Hash> stored = stored(address);
            if (!stored.isEmpty()) {
                return stored;
            }
        }
        long first = address.number() * TileAddress.FULL;
        return address.level() == 0
                ? leaves(first, first + address.width())
                : roots(address.level() - 1, first, first + address.width());
    }

    /** The hashes of the leaves from one index to before another. */
    public List<Hash> leaves(long from, long to) {
        return jdbc.sql("""
                        select leaf_hash from entry
                        where shard = :shard and index >= :from and index < :to order by index
                        """)
                .param("shard", shard.number())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> Hash.of(row.getBytes("leaf_hash")))
                .list();
    }

    private List<Hash> stored(TileAddress address) {
        return jdbc.sql("select hashes from tile where shard = :shard and level = :level and number = :number")
                .param("shard", shard.number())
                .param("level", address.level())
                .param("number", address.number())
                .query((row, _) -> Tile.hashes(row.getBytes("hashes")))
                .optional()
                .orElseGet(ArrayList::new);
    }

    private List<Hash> roots(int level, long from, long to) {
        return jdbc.sql("""
                        select root from tile
                        where shard = :shard and level = :level and number >= :from and number < :to order by number
                        """)
                .param("shard", shard.number())
                .param("level", level)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> Hash.of(row.getBytes("root")))
                .list();
    }
}
