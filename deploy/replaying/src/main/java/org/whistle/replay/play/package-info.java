/** Plays many scripts in the order of their instants and reports the results. */
@NullMarked
package org.whistle.replay.play;

import org.jspecify.annotations.NullMarked;
