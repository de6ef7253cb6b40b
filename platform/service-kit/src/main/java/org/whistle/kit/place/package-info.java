/** Positions as clients declare them. */
@NullMarked
package org.whistle.kit.place;

import org.jspecify.annotations.NullMarked;
