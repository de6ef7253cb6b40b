/** How to reach who reported: kept apart, sealed, and shown only for a reason that is written down. */
@NullMarked
package org.whistle.intake.contact;

import org.jspecify.annotations.NullMarked;
