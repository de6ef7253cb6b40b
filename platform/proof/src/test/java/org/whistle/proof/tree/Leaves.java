package org.whistle.proof.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A tree in memory, hashed by the recursive definition. */
public record Leaves(List<Hash> hashes) implements HashReader {

    /** So many leaves, all different. */
    public static Leaves of(int count) {
        List<Hash> hashes = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            hashes.add(Hash.ofLeaf(("entry " + index).getBytes(StandardCharsets.UTF_8)));
        }
        return new Leaves(hashes);
    }

    @Override
    public Hash subtree(int height, long index) {
        int width = 1 << height;
        return root(hashes.subList((int) index * width, (int) (index + 1) * width));
    }

    /** The root over the first leaves. */
    public Hash root(int size) {
        return root(hashes.subList(0, size));
    }

    private static Hash root(List<Hash> hashes) {
        if (hashes.isEmpty()) {
            return Hash.EMPTY;
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return Hash.ofNode(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
    }
}
