/** Placeholder sentence. */
@NullMarked
package org.whistle.testing;

import org.jspecify.annotations.NullMarked;
