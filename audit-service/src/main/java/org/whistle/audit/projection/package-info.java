/** Keeps everything that is derived from the ledger up to date, and rebuilds it on demand. */
@NullMarked
package org.whistle.audit.projection;

import org.jspecify.annotations.NullMarked;
