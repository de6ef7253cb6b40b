/** The county pack that an installation brings in. */
@NullMarked
package org.whistle.setup.pack;

import org.jspecify.annotations.NullMarked;
