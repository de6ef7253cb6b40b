/** The system that is measured: one that runs already, or one of the bench's own. */
@NullMarked
package org.whistle.bench.system;

import org.jspecify.annotations.NullMarked;
