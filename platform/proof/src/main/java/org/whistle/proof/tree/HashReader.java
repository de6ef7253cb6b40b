package org.whistle.proof.tree;

/** Where the hashes of a stored tree come from. */
@FunctionalInterface
public interface HashReader {

    /**
     * The hash over a complete subtree.
     *
     * @param height 0 for a leaf
     * @param index the subtree's place among those of its height: its first leaf is {@code index << height}
     */
    Hash subtree(int height, long index);
}
