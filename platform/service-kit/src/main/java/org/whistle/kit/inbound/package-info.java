/** Events in: verified, applied once and in order, parked when they cannot go on. */
@NullMarked
package org.whistle.kit.inbound;

import org.jspecify.annotations.NullMarked;
