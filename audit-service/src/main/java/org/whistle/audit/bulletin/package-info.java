/** 通报: the printable report of a month, every number with a link to its cases. */
@NullMarked
package org.whistle.audit.bulletin;

import org.jspecify.annotations.NullMarked;
