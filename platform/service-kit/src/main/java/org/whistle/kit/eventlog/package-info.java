/** A service's own events: kept with the decision, published by one relay. */
@NullMarked
package org.whistle.kit.eventlog;

import org.jspecify.annotations.NullMarked;
