/** A unit's share of a case, and every transition it may make. */
@NullMarked
package org.whistle.department.part;

import org.jspecify.annotations.NullMarked;
