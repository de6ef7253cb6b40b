/** Photos and documents: checked, stripped of metadata and signed. */
@NullMarked
package org.whistle.intake.photo;

import org.jspecify.annotations.NullMarked;
