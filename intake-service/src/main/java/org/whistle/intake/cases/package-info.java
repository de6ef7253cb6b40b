/** A case as the grid, community and street desks know it, and every transition they may make. */
@NullMarked
package org.whistle.intake.cases;

import org.jspecify.annotations.NullMarked;
