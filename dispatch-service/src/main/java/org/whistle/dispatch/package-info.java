/** The county command center. */
@NullMarked
package org.whistle.dispatch;

import org.jspecify.annotations.NullMarked;
