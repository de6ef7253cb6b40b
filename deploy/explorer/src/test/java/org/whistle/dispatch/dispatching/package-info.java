/** A window for the explorer into the command center machine. */
@NullMarked
package org.whistle.dispatch.dispatching;

import org.jspecify.annotations.NullMarked;
