/** Hands a case out with everything that proves it, to whoever may see the case. */
@NullMarked
package org.whistle.audit.casefile;

import org.jspecify.annotations.NullMarked;
