/** Photos and documents, checked, stripped and vouched for. */
@NullMarked
package org.whistle.intake.photo;

import org.jspecify.annotations.NullMarked;
