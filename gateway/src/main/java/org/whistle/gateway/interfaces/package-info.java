/** The documents of the interfaces, to be read in a browser. */
@NullMarked
package org.whistle.gateway.interfaces;

import org.jspecify.annotations.NullMarked;
