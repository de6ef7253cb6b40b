/** What of a county pack a player has to know: accounts, conditions, grids. */
@NullMarked
package org.whistle.replay.county;

import org.jspecify.annotations.NullMarked;
