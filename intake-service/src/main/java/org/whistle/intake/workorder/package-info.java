/** Work orders of 12345 and city platforms, both ways: taken in once, answered until the other side has it, compared daily. */
@NullMarked
package org.whistle.intake.workorder;

import org.jspecify.annotations.NullMarked;
