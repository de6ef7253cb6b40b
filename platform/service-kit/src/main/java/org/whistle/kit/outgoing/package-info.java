/** Calls to the systems of others: how they are made, signed and repeated. */
@NullMarked
package org.whistle.kit.outgoing;

import org.jspecify.annotations.NullMarked;
