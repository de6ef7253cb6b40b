/** Plays many scripts in the order of their instants and tells what became of them. */
@NullMarked
package org.whistle.replay.play;

import org.jspecify.annotations.NullMarked;
