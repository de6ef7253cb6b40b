/** Load on the audit, measured: never part of the tests. */
@NullMarked
package org.whistle.load;

import org.jspecify.annotations.NullMarked;
