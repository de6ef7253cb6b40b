/** The tree cut into immutable tiles of 256 hashes, and the entries into bundles (C2SP tlog-tiles). */
@NullMarked
package org.whistle.proof.tile;

import org.jspecify.annotations.NullMarked;
