/** The one origin in front of the desks; it holds no case data. */
@NullMarked
package org.whistle.gateway;

import org.jspecify.annotations.NullMarked;
