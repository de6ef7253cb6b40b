/** The steps that need nothing around them. */
@NullMarked
package org.whistle.setup;

import org.jspecify.annotations.NullMarked;
