/** Safe retries: the same Idempotency-Key answers as the first time and does nothing more. */
@NullMarked
package org.whistle.kit.retry;

import org.jspecify.annotations.NullMarked;
