package org.whistle.proof.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.whistle.proof.tree.Hash;

/**
 * The tiles at the growing edge of a tree, at most 255 hashes a level; it hands out each tile as it becomes full. Not for
 * several threads at once.
 */
public final class TileEdge {

    private final List<List<Hash>> levels = new ArrayList<>();
    private long size;

    /** The edge of the tree without leaves. */
    public TileEdge() {}

    /** The edge of a stored tree. */
    public static TileEdge of(TileReader tiles, long size) {
        TileEdge edge = new TileEdge();
        for (int level = 0; size >> level * TileAddress.HEIGHT > 0; level++) {
            long hashes = size >> level * TileAddress.HEIGHT;
            edge.levels.add(
                    hashes % TileAddress.FULL == 0
                            ? new ArrayList<>()
                            : new ArrayList<>(tiles.tile(TileAddress.in(size, level, hashes / TileAddress.FULL))));
        }
        edge.size = size;
        return edge;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** Adds a leaf and hands out the tiles it completes, the lowest first. */
    public void append(Hash leaf, Consumer<Tile> full) {
        size++;
        Optional<Hash> next = Optional.of(leaf);
        for (int level = 0; next.isPresent(); level++) {
            next = add(level, next.get(), full);
        }
    }

    private Optional<Hash> add(int level, Hash hash, Consumer<Tile> full) {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<Hash> hashes = levels.get(level);
        hashes.add(hash);
        if (hashes.size() < TileAddress.FULL) {
            return Optional.empty();
        }
        long number = (size >> level * TileAddress.HEIGHT) / TileAddress.FULL - 1;
        Tile tile = new Tile(level, number, hashes);
        hashes.clear();
        full.accept(tile);
        return Optional.of(tile.root());
    }
}
