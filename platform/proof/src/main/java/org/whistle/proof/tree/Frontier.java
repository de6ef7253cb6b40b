package org.whistle.proof.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The growing edge of a tree: the roots of its largest complete subtrees, one per bit of its size. It is all that
 * appending needs, however many leaves there are. Not for several threads at once.
 */
public final class Frontier {

    private final List<Hash> peaks = new ArrayList<>();
    private long size;

    /** The edge of the tree without leaves. */
    public Frontier() {}

    /** The edge of a stored tree. */
    public static Frontier of(HashReader reader, long size) {
        Frontier frontier = new Frontier();
        long from = 0;
        for (int height = Long.SIZE - 2; height >= 0; height--) {
            if ((size >> height & 1) == 1) {
                frontier.peaks.add(reader.subtree(height, from >> height));
                from += 1L << height;
            }
        }
        frontier.size = size;
        return frontier;
    }

    /** Adds a leaf; two subtrees of a height become one of the next. */
    public void append(Hash leaf) {
        Hash merged = leaf;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            merged = Hash.ofNode(peaks.removeLast(), merged);
        }
        peaks.add(merged);
        size++;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root over all of them. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = peaks.getLast();
        for (int next = peaks.size() - 2; next >= 0; next--) {
            root = Hash.ofNode(peaks.get(next), root);
        }
        return root;
    }

    /** An edge that grows by itself from here on. */
    public Frontier copy() {
        Frontier copy = new Frontier();
        copy.peaks.addAll(peaks);
        copy.size = size;
        return copy;
    }
}
