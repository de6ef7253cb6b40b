/** The numbers of a period, each with the cases behind it. */
@NullMarked
package org.whistle.audit.metrics;

import org.jspecify.annotations.NullMarked;
