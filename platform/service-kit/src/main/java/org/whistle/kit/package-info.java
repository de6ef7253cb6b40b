/** Placeholder sentence. */
@NullMarked
package org.whistle.kit;

import org.jspecify.annotations.NullMarked;
