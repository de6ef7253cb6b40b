/** A window for the explorer into what the desks share. */
@NullMarked
package org.whistle.kit.desk;

import org.jspecify.annotations.NullMarked;
