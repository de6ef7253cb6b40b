/** What the command center decided, applied to the units' parts. */
@NullMarked
package org.whistle.department.part.messaging;

import org.jspecify.annotations.NullMarked;
