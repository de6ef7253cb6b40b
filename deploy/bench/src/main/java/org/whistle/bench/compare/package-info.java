/** The same closed loop by other means on the same PostgreSQL, in turns with Whistle. */
@NullMarked
package org.whistle.bench.compare;

import org.jspecify.annotations.NullMarked;
