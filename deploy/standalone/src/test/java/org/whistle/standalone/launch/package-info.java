/** Tests of the launcher's launch. */
@NullMarked
package org.whistle.standalone.launch;

import org.jspecify.annotations.NullMarked;
