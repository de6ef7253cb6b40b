package org.whistle.audit.ledger.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.whistle.audit.ledger.Shard;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tree.Hash;

/** What is stored of a log beside its entries: tiles and restarts of the topic. */
final class StoredTree {

    private final JdbcClient jdbc;
    private final Shard shard;

    StoredTree(JdbcClient jdbc, Shard shard) {
        this.jdbc = jdbc;
        this.shard = shard;
    }

    /** A full tile as stored, whose root may be another than that of its hashes. */
    record StoredTile(List<Hash> hashes, Hash root) {}

    Optional<StoredTile> tile(int level, long number) {
        return jdbc.sql("""
                        select hashes, root from tile where shard = :shard and level = :level and number = :number
                        """)
                .param("shard", shard.number())
                .param("level", level)
                .param("number", number)
                .query((row, _) -> new StoredTile(Tile.hashes(row.getBytes("hashes")), Hash.of(row.getBytes("root"))))
                .optional();
    }

    /** The indexes where the ledger recorded that topic positions restart. */
    Set<Long> restarts() {
        return Set.copyOf(
                jdbc.sql("""
                        select distinct index from ledger_alarm
                        where shard = :shard and kind = 'TOPIC_REPLACED' and index is not null
                        """).param("shard", shard.number()).query(Long.class).list());
    }
}
