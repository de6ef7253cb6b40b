/** What every desk stands on. */
@NullMarked
package org.whistle.kit;

import org.jspecify.annotations.NullMarked;
