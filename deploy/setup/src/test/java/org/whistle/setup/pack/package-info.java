/** County packs as an installation reads them. */
@NullMarked
package org.whistle.setup.pack;

import org.jspecify.annotations.NullMarked;
