/** What no single service sees of an installation, for its alerts. */
@NullMarked
package org.whistle.audit.watch;

import org.jspecify.annotations.NullMarked;
