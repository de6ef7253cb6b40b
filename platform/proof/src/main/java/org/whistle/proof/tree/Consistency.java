package org.whistle.proof.tree;

import java.util.ArrayList;
import java.util.List;

/** Proofs that a tree only grew: the older one is its beginning (RFC 9162, 2.1.4). */
public final class Consistency {

    private Consistency() {}

    /**
     * The hashes that show it; none between equal sizes, and none from the tree without leaves.
     *
     * @throws IllegalArgumentException unless {@code 0 <= from <= to}
     */
    public static List<Hash> prove(HashReader reader, long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("from: " + from + " (expected: 0 to " + to + ")");
        }
        List<Hash> proof = new ArrayList<>();
        if (from > 0 && from < to) {
            collect(reader, from, 0, to, true, proof);
        }
        return List.copyOf(proof);
    }

    /** @param whole whether everything before is part of the older tree as it is, so that its reader knows the hash */
    private static void collect(HashReader reader, long older, long from, long to, boolean whole, List<Hash> proof) {
        if (older == to) {
            if (!whole) {
                proof.add(Ranges.hash(reader, from, to));
            }
            return;
        }
        long split = from + Ranges.splitOf(to - from);
        if (older <= split) {
            collect(reader, older, from, split, whole, proof);
            proof.add(Ranges.hash(reader, split, to));
        } else {
            collect(reader, older, split, to, false, proof);
            proof.add(Ranges.hash(reader, from, split));
        }
    }

    /** Whether the tree of {@code to} leaves begins with the tree of {@code from} leaves (RFC 9162, 2.1.4.2). */
    public static boolean holds(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> proof) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == 0) {
            return proof.isEmpty() && fromRoot.equals(Hash.EMPTY) && (to > 0 || toRoot.equals(Hash.EMPTY));
        }
        if (from == to) {
            return proof.isEmpty() && fromRoot.equals(toRoot);
        }
        return !proof.isEmpty() && leads(from, fromRoot, to, toRoot, proof);
    }

    private static boolean leads(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> proof) {
        boolean complete = Long.bitCount(from) == 1;
        int shared = Long.numberOfTrailingZeros(from);
        long place = from - 1 >> shared;
        long last = to - 1 >> shared;
        Hash older = complete ? fromRoot : proof.getFirst();
        Hash newer = older;
        for (Hash hash : complete ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                older = Hash.ofNode(hash, older);
                newer = Hash.ofNode(hash, newer);
                int climbed = (place & 1) == 1 ? 0 : Long.numberOfTrailingZeros(place);
                place >>= climbed;
                last >>= climbed;
            } else {
                newer = Hash.ofNode(newer, hash);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(fromRoot) && newer.equals(toRoot);
    }
}
