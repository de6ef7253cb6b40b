package org.whistle.proof.tile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whistle.proof.tree.Hash;
import org.whistle.proof.tree.HashReader;

/** Reads a tree of one size from its tiles, each at most once; made for one proof or a few, since it keeps what it read. */
public final class TiledHashes implements HashReader {

    private final TileReader tiles;
    private final long treeSize;
    private final Map<TileAddress, List<Hash>> read = new HashMap<>();

    /** Reads the tree of this size. */
    public TiledHashes(TileReader tiles, long treeSize) {
        this.tiles = tiles;
        this.treeSize = treeSize;
    }

    @Override
    public Hash subtree(int height, long index) {
        int level = height / TileAddress.HEIGHT;
        int above = height % TileAddress.HEIGHT;
        long first = index << above;
        List<Hash> tile = tile(level, first / TileAddress.FULL);
        int from = (int) (first % TileAddress.FULL);
        return root(tile.subList(from, from + (1 << above)));
    }

    /** The root over a power of two of hashes. */
    static Hash root(List<Hash> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int half = hashes.size() / 2;
        return Hash.ofNode(root(hashes.subList(0, half)), root(hashes.subList(half, hashes.size())));
    }

    private List<Hash> tile(int level, long number) {
        return read.computeIfAbsent(TileAddress.in(treeSize, level, number), this::read);
    }

    private List<Hash> read(TileAddress address) {
        List<Hash> hashes = tiles.tile(address);
        if (hashes.size() != address.width()) {
            throw new IllegalStateException(
                    "tile " + address.path() + ": " + hashes.size() + " hashes (expected: " + address.width() + ")");
        }
        return hashes;
    }
}
