package org.whistle.audit.ledger.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.whistle.audit.ledger.Shard;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileEdge;
import org.whistle.proof.tree.Frontier;
import org.whistle.proof.tree.Hash;
import org.whistle.testing.TestSystem;

/** An intruder on the database server, whom no trigger and no role stops. */
public final class Intruder implements AutoCloseable {

    private final Connection connection;

    /** Connects past everything. */
    public Intruder(String url) {
        try {
            connection = TestSystem.shared().superuser(url);
            run("set session_replication_role = replica");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does it. */
    public void run(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int place = 0; place < values.length; place++) {
                statement.setObject(place + 1, values[place]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes a value as an expert would: its leaf, and all tiles above it. */
    public void rewriteTree(Shard shard) {
        run("update entry set leaf_hash = sha256('\\x00'::bytea || value) where shard = ?", shard.number());
        run("delete from tile where shard = ?", shard.number());
        TileEdge edge = new TileEdge();
        leaves(shard).forEach(leaf -> edge.append(leaf, tile -> put(shard, tile)));
    }

    /** The root that the rewritten log has. */
    public Hash root(Shard shard) {
        Frontier frontier = new Frontier();
        leaves(shard).forEach(frontier::append);
        return frontier.root();
    }

    private void put(Shard shard, Tile tile) {
        run(
                "insert into tile (shard, level, number, hashes, root) values (?, ?, ?, ?, ?)",
                shard.number(),
                tile.level(),
                tile.number(),
                tile.bytes(),
                tile.root().bytes());
    }

    private List<Hash> leaves(Shard shard) {
        List<Hash> leaves = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select leaf_hash from entry where shard = ? order by index")) {
            statement.setInt(1, shard.number());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    leaves.add(Hash.of(rows.getBytes(1)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return leaves;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
