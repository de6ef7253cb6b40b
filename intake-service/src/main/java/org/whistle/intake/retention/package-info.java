/** How long intake keeps what is about people. */
@NullMarked
package org.whistle.intake.retention;

import org.jspecify.annotations.NullMarked;
