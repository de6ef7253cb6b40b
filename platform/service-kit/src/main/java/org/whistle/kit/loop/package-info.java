/** Work that goes on in the background. */
@NullMarked
package org.whistle.kit.loop;

import org.jspecify.annotations.NullMarked;
