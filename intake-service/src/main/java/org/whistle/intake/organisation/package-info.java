/** Which grid a position lies in. */
@NullMarked
package org.whistle.intake.organisation;

import org.jspecify.annotations.NullMarked;
