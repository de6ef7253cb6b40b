/** The codes of the domain as types; on the wire each is its name. */
@NullMarked
package org.whistle.events.code;

import org.jspecify.annotations.NullMarked;
