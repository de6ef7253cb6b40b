/** The grid, community and street desks. */
@NullMarked
package org.whistle.intake;

import org.jspecify.annotations.NullMarked;
