package org.whistle.proof.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.whistle.proof.tree.Hash;

/** A full tile with its place. */
public record Tile(int level, long number, List<Hash> hashes) {

    public Tile {
        hashes = List.copyOf(hashes);
        if (hashes.size() != TileAddress.FULL) {
            throw new IllegalArgumentException("tile: " + hashes.size() + " hashes (expected: a full one)");
        }
    }

    /** The root over its hashes: one hash of the tile above. */
    public Hash root() {
        return TiledHashes.root(hashes);
    }

    /** Its bytes, as they are stored and served. */
    public byte[] bytes() {
        return bytes(hashes);
    }

    /** Hashes one after the other. */
    public static byte[] bytes(List<Hash> hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Hash.BYTES);
        hashes.forEach(hash -> bytes.put(hash.bytes()));
        return bytes.array();
    }

    /**
     * The hashes in the bytes of a tile, full or not.
     *
     * @throws IllegalArgumentException unless they are whole hashes
     */
    public static List<Hash> hashes(byte[] bytes) {
        if (bytes.length % Hash.BYTES != 0) {
            throw new IllegalArgumentException("tile: " + bytes.length + " bytes (expected: a multiple of 32)");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Hash> hashes = new ArrayList<>(bytes.length / Hash.BYTES);
        while (buffer.hasRemaining()) {
            byte[] hash = new byte[Hash.BYTES];
            buffer.get(hash);
            hashes.add(Hash.of(hash));
        }
        return List.copyOf(hashes);
    }
}
