/** County packs: read, checked line by line, and turned into the records the desks get; pure. */
@NullMarked
package org.whistle.dispatch.reference.pack;

import org.jspecify.annotations.NullMarked;
