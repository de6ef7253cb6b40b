/** The real requests of Los Angeles as scripts. */
@NullMarked
package org.whistle.replay.la311;

import org.jspecify.annotations.NullMarked;
