/** 通报: the month on paper, every number with the way to its cases. */
@NullMarked
package org.whistle.audit.bulletin;

import org.jspecify.annotations.NullMarked;
