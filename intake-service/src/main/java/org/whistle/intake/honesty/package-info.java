/** Signs that a handling may be made up, shown to whoever checks it; none of them is a proof. */
@NullMarked
package org.whistle.intake.honesty;

import org.jspecify.annotations.NullMarked;
