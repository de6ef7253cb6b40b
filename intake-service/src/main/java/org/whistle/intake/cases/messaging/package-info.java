/** What the county decided, applied to the desks' cases. */
@NullMarked
package org.whistle.intake.cases.messaging;

import org.jspecify.annotations.NullMarked;
