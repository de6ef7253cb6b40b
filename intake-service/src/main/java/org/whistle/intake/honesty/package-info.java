/** Signs that a handling may be made up, shown to its checker; none of them is a proof. */
@NullMarked
package org.whistle.intake.honesty;

import org.jspecify.annotations.NullMarked;
