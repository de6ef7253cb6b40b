/** A client of the public API: tokens, safe retries, problems, uploads, the movable clock. */
@NullMarked
package org.whistle.replay.client;

import org.jspecify.annotations.NullMarked;
