/** What the gateway and every service refuse before anybody reads it. */
@NullMarked
package org.whistle.door;

import org.jspecify.annotations.NullMarked;
