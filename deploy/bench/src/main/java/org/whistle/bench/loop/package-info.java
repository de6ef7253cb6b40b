/** Closed loops through the gateway, by accounts of all roles. */
@NullMarked
package org.whistle.bench.loop;

import org.jspecify.annotations.NullMarked;
