/** The evidence a request names, checked offline. */
@NullMarked
package org.whistle.kit.evidence;

import org.jspecify.annotations.NullMarked;
