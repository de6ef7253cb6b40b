/** A window for the explorer into the intake machine. */
@NullMarked
package org.whistle.intake.cases;

import org.jspecify.annotations.NullMarked;
