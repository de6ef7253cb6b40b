/** A case at the county command center, and every transition it may make. */
@NullMarked
package org.whistle.dispatch.dispatching;

import org.jspecify.annotations.NullMarked;
