/** The movable clock that drives all desks together. */
@NullMarked
package org.whistle.standalone.clock;

import org.jspecify.annotations.NullMarked;
