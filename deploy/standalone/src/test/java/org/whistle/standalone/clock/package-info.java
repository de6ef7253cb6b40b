/** Tests of the launcher's clock. */
@NullMarked
package org.whistle.standalone.clock;

import org.jspecify.annotations.NullMarked;
