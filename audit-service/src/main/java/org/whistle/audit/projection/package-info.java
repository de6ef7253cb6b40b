/** Keeps everything that is derived from the ledger up with it, and builds it again on demand. */
@NullMarked
package org.whistle.audit.projection;

import org.jspecify.annotations.NullMarked;
