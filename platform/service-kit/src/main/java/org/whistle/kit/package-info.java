/** Shared code of all desks. */
@NullMarked
package org.whistle.kit;

import org.jspecify.annotations.NullMarked;
