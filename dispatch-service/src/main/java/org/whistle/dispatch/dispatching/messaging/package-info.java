/** What the other desks decided, resolved by the command center. */
@NullMarked
package org.whistle.dispatch.dispatching.messaging;

import org.jspecify.annotations.NullMarked;
