/** Tests of the launcher's pack. */
@NullMarked
package org.whistle.standalone.pack;

import org.jspecify.annotations.NullMarked;
