/** What the gateway and every service refuse before reading a request. */
@NullMarked
package org.whistle.door;

import org.jspecify.annotations.NullMarked;
