/** The Merkle tree of RFC 9162: its hashes, its growing edge, and the proofs that a leaf or an older tree is in it. */
@NullMarked
package org.whistle.proof.tree;

import org.jspecify.annotations.NullMarked;
