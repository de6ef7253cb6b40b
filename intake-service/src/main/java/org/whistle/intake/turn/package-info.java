/** Work of which only one may be under way, since it takes much memory. */
@NullMarked
package org.whistle.intake.turn;

import org.jspecify.annotations.NullMarked;
