package org.whistle.proof.tree;

/** Hashes over any range of leaves that the tree's splitting can ask for. */
final class Ranges {

    private Ranges() {}

    /** The Merkle tree hash over the leaves from {@code from} to before {@code to}, at least one. */
    static Hash hash(HashReader reader, long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1) {
            int height = Long.numberOfTrailingZeros(size);
            return reader.subtree(height, from >> height);
        }
        long split = from + splitOf(size);
        return Hash.ofNode(hash(reader, from, split), hash(reader, split, to));
    }

    /** The largest power of two below the size, which is at least 2. */
    static long splitOf(long size) {
        return Long.highestOneBit(size - 1);
    }
}
