/** 复发: the same thing again, near and soon after a closing. */
@NullMarked
package org.whistle.intake.recurrence;

import org.jspecify.annotations.NullMarked;
