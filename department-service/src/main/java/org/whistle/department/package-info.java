/** The units' desks. */
@NullMarked
package org.whistle.department;

import org.jspecify.annotations.NullMarked;
