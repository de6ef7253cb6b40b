/** County packs: read, published, in force as a whole. */
@NullMarked
package org.whistle.dispatch.reference;

import org.jspecify.annotations.NullMarked;
