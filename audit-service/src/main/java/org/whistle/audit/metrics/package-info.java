/** What a period came to in numbers, each of them with the cases behind it. */
@NullMarked
package org.whistle.audit.metrics;

import org.jspecify.annotations.NullMarked;
