/** Tests of the launcher's identity. */
@NullMarked
package org.whistle.standalone.identity;

import org.jspecify.annotations.NullMarked;
