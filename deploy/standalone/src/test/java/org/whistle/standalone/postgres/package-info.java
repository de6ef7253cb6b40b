/** Tests of the launcher's postgres. */
@NullMarked
package org.whistle.standalone.postgres;

import org.jspecify.annotations.NullMarked;
