/** A window for the explorer into the units machine. */
@NullMarked
package org.whistle.department.part;

import org.jspecify.annotations.NullMarked;
