/** Contacts of reporters: stored apart, sealed, and shown only for a recorded reason. */
@NullMarked
package org.whistle.intake.contact;

import org.jspecify.annotations.NullMarked;
