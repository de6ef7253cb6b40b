/** Plays cases through the public API, from the command line or from other programs. */
@NullMarked
package org.whistle.replay;

import org.jspecify.annotations.NullMarked;
