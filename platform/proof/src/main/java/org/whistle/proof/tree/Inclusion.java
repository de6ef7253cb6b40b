package org.whistle.proof.tree;

import java.util.ArrayList;
import java.util.List;

/** Proofs that a leaf is in a tree (RFC 9162, 2.1.3). */
public final class Inclusion {

    private Inclusion() {}

    /**
     * The hashes from the leaf's sibling up to below the root.
     *
     * @throws IllegalArgumentException for a leaf that the tree of this size does not have
     */
    public static List<Hash> prove(HashReader reader, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index: " + index + " (expected: 0 to " + (size - 1) + ")");
        }
        List<Hash> proof = new ArrayList<>();
        collect(reader, index, 0, size, proof);
        return List.copyOf(proof);
    }

    private static void collect(HashReader reader, long index, long from, long to, List<Hash> proof) {
        if (to - from == 1) {
            return;
        }
        long split = from + Ranges.splitOf(to - from);
        if (index < split) {
            collect(reader, index, from, split, proof);
            proof.add(Ranges.hash(reader, split, to));
        } else {
            collect(reader, index, split, to, proof);
            proof.add(Ranges.hash(reader, from, split));
        }
    }

    /** Whether the proof leads from the leaf to the root of the tree of this size (RFC 9162, 2.1.3.2). */
    public static boolean holds(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = Hash.ofNode(sibling, hash);
                int climbed = (place & 1) == 1 ? 0 : Long.numberOfTrailingZeros(place);
                place >>= climbed;
                last >>= climbed;
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
