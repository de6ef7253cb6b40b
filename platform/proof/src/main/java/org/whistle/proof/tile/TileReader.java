package org.whistle.proof.tile;

import java.util.List;
import org.whistle.proof.tree.Hash;

/** Where tiles come from: a table, or a server's address. */
@FunctionalInterface
public interface TileReader {

    /** Exactly {@code address.width()} hashes. */
    List<Hash> tile(TileAddress address);
}
