/** A witness of the ledger in a process of its own: it remembers what it saw and cosigns only what continues it. */
@NullMarked
package org.whistle.witness;

import org.jspecify.annotations.NullMarked;
